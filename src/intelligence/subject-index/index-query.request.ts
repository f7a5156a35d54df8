import { FamilyName, Integer, IsDay, IsId, Name, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';

/** The need to know and right to know of a recipient (28 CFR 23.20(d)). */
export class NeedToKnowInput {
  /**
   * Reason for which the recipient needs the information in its work (28 CFR 23.20(e)).
   * @example The same account asks children in our county for pictures.
   */
  @Text({ max: 1000, multiline: true }) readonly needToKnow!: string;
  /**
   * Legal authority of the recipient to receive the information (28 CFR 23.20(e)).
   * @example Investigates offenses against children under State law.
   */
  @Text({ max: 1000, multiline: true }) readonly rightToKnow!: string;
  /**
   * The imminent danger to life or property, for an agency without an agreement (28 CFR 23.20(e)(2)).
   * @example A meeting with a child is arranged for tonight.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly imminentDanger?: string | null;
}

/** A query about a subject in the index. */
export class AskSubjectIndex extends NeedToKnowInput {
  /** The agency that asks. Default: the caller's agency. Required from a task force's seat. */
  @Omittable() @IsId() readonly agencyId?: string;
  /**
   * The given name, or its initial with a day of birth.
   * @example Alex
   */
  @Name(100) readonly givenName!: string;
  /**
   * The family name. Case, accents, spaces and hyphens do not matter.
   * @example Sample
   */
  @FamilyName() readonly familyName!: string;
  /**
   * The day of birth, if known.
   * @example 1979-11-02
   */
  @Omittable() @Nullable() @IsDay() readonly bornOn?: string | null;
  /**
   * The year of birth, if only that is known.
   * @example 1979
   */
  @Omittable() @Nullable() @Integer(1900, 2199) readonly bornYear?: number | null;
  /**
   * The purpose of the query.
   * @example Identify the holder of an account before a search warrant is applied for.
   */
  @Text({ max: 1000, multiline: true }) readonly purpose!: string;
  /**
   * The agency's reference of its case.
   * @example NE-000123
   */
  @Text({ max: 100 }) readonly caseReference!: string;
}

/** A page request for the list of queries, latest first. */
export class IndexQueriesQuery extends PageQuery {}
