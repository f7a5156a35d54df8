import { IsUUID } from 'class-validator';
import type { ComplaintType } from '../../casework/complaints/complaints.enums.js';
import { Integer, IsDay, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { SubjectIndexQuery } from './index-query.entity.js';
import type { IndexMatchStrength } from './subject-index.enums.js';

/** The need to know and right to know of a recipient (28 CFR 23.20(d)). */
export class NeedToKnowInput {
  /**
   * The need to know, for the recipient's work.
   * @example The same account asks children in our county for pictures.
   */
  @Text({ max: 1000, multiline: true }) readonly needToKnow!: string;
  /**
   * The right to know: the recipient's legal authority.
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
  @Omittable() @IsUUID() readonly agencyId?: string;
  /**
   * The given name, or its initial with a day of birth.
   * @example Alex
   */
  @Text({ max: 100 }) readonly givenName!: string;
  /**
   * The family name. Case, accents, spaces and hyphens do not matter.
   * @example Sample
   */
  @Text({ max: 100 }) readonly familyName!: string;
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

/** The subject of a query. */
export class IndexQuerySubject {
  /** The given name, or its initial. */
  readonly givenName!: string;
  /** The family name. */
  readonly familyName!: string;
  /**
   * The day of birth, if known.
   * @format date
   */
  readonly bornOn!: string | null;
  /** The year of birth, if known. */
  readonly bornYear!: number | null;
}

/** Contact details for a matching entry, without content of the entry or its case. */
export class IndexPointerView {
  /**
   * The entry's id, for its own agency. Other agencies cannot read the entry.
   * @format uuid
   */
  readonly entryId!: string;
  /** Strength of the match. */
  readonly strength!: IndexMatchStrength;
  /** The suspected criminal activity; null where the entry is sensitive or no longer active. */
  readonly criminalActivity!: ComplaintType | null;
  /** Whether the entry is active: approved, not overdue and without a required review. */
  readonly isActive!: boolean;
  /**
   * Code of the task force that submitted it.
   * @example NE
   */
  readonly taskForce!: string;
  /**
   * The agency that submitted it.
   * @example Omaha Police Department
   */
  readonly agency!: string;
  /** Its telephone number. */
  readonly phone!: string | null;
  /** Its email address. */
  readonly email!: string | null;
}

/** A query in a list, without its subject. */
export class IndexQuerySummary {
  /** @format uuid */
  readonly id!: string;
  /**
   * The agency that asked.
   * @format uuid
   */
  readonly agencyId!: string;
  /**
   * The account that asked.
   * @format uuid
   */
  readonly askedBy!: string;
  /** The instant of the query. */
  readonly askedAt!: Date;
  /** The purpose of the query. */
  readonly purpose!: string;
  /** The case of the query. */
  readonly caseReference!: string;
}

/** A query with its justification and pointers: the 25 best matches at most. */
export class IndexQueryView extends IndexQuerySummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /** The subject of the query; null after five years, when it is erased. */
  readonly about!: IndexQuerySubject | null;
  /** The need to know. */
  readonly needToKnow!: string;
  /** The right to know. */
  readonly rightToKnow!: string;
  /** The imminent danger, if one was stated. */
  readonly imminentDanger!: string | null;
  /** Matching entries, best first. Each pointer is in the dissemination log of the entry's agency. */
  readonly pointers!: IndexPointerView[];
}

/** A page of queries. */
export class IndexQueryPage {
  readonly items!: IndexQuerySummary[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}

export interface AnsweredQuery {
  readonly query: SubjectIndexQuery;
  readonly pointers: IndexPointerView[];
}

export function toIndexQuerySummary(query: SubjectIndexQuery): IndexQuerySummary {
  const { id, agencyId, askedBy, askedAt, purpose, caseReference } = query;
  return { id, agencyId, askedBy, askedAt, purpose, caseReference };
}

export function toIndexQueryView({ query, pointers }: AnsweredQuery): IndexQueryView {
  const { taskForceId, givenName, familyName, bornOn, bornYear, needToKnow, rightToKnow, imminentDanger } = query;
  const about = givenName === null || familyName === null ? null : { givenName, familyName, bornOn, bornYear };
  return { ...toIndexQuerySummary(query), taskForceId, about, needToKnow, rightToKnow, imminentDanger, pointers };
}
