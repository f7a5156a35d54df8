import { IsUUID } from 'class-validator';
import type { ComplaintType } from '../complaints/complaints.words.js';
import { Integer, IsDay, Nullable, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { SubjectIndexQuery } from './index-query.entity.js';
import type { IndexMatchStrength } from './subject-index.words.js';

/** By what need and by what right somebody is told something of the index (28 CFR 23.20(d)). */
export class ToldInput {
  /**
   * Why this has to be known to do the work.
   * @example The same account asks children in our county for pictures.
   */
  @Text({ max: 1000, multiline: true }) readonly needToKnow!: string;
  /**
   * By what authority it may be known.
   * @example Investigates offenses against children under State law.
   */
  @Text({ max: 1000, multiline: true }) readonly rightToKnow!: string;
  /**
   * Which danger to life or property is imminent, where the agency that is told has no agreement (28 CFR 23.20(e)(2)).
   * @example A meeting with a child is arranged for tonight.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly imminentDanger?: string | null;
}

/** A question whether anybody has a subject in the index. */
export class AskSubjectIndex extends ToldInput {
  /** The agency it is asked for: one's own if left out. From the seat of a task force it has to be named. */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /**
   * The given name, or its initial where the day of birth is known.
   * @example Alex
   */
  @Text({ max: 100 }) readonly givenName!: string;
  /**
   * The family name. Case, accents, spaces and hyphens do not matter.
   * @example Sample
   */
  @Text({ max: 100 }) readonly familyName!: string;
  /**
   * The day of birth, if it is known.
   * @example 1979-11-02
   */
  @Omittable() @Nullable() @IsDay() readonly bornOn?: string | null;
  /**
   * The year of birth, if that is all that is known.
   * @example 1979
   */
  @Omittable() @Nullable() @Integer(1900, 2199) readonly bornYear?: number | null;
  /**
   * What it is asked for.
   * @example Identify the holder of an account before a search warrant is applied for.
   */
  @Text({ max: 1000, multiline: true }) readonly purpose!: string;
  /**
   * The case it is asked for, as the agency calls it.
   * @example NE-000123
   */
  @Text({ max: 100 }) readonly caseReference!: string;
}

/** Which queries to list, the latest first. */
export class IndexQueriesQuery extends PageQuery {}

/** Whom a query was about. */
export class IndexQuerySubject {
  /** The given name, or its initial. */
  readonly givenName!: string;
  /** The family name. */
  readonly familyName!: string;
  /**
   * The day of birth, if it was known.
   * @format date
   */
  readonly bornOn!: string | null;
  /** The year of birth, if it was known. */
  readonly bornYear!: number | null;
}

/** Whom to call about an entry that fits: nothing of the subject, and nothing of the case. */
export class IndexPointerView {
  /**
   * The entry, as its agency knows it. It is read there and nowhere else.
   * @format uuid
   */
  readonly entryId!: string;
  /** How well it fits. */
  readonly strength!: IndexMatchStrength;
  /** What the subject is suspected of; null where the entry is sensitive, or does not stand any more. */
  readonly criminalActivity!: ComplaintType | null;
  /** Whether the entry stands in the index today: approved, not overdue, and not called for review. */
  readonly stands!: boolean;
  /**
   * The code of the task force whose agency submitted it.
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

/** A line of a list of queries. It names nobody. */
export class IndexQuerySummary {
  /** @format uuid */
  readonly id!: string;
  /**
   * The agency it was asked for.
   * @format uuid
   */
  readonly agencyId!: string;
  /**
   * Who asked.
   * @format uuid
   */
  readonly askedBy!: string;
  /** When it was asked. */
  readonly askedAt!: Date;
  /** What it was asked for. */
  readonly purpose!: string;
  /** The case it was asked for. */
  readonly caseReference!: string;
}

/** A query, by what right it was asked, and whom to call: at most the 25 that fit best. */
export class IndexQueryView extends IndexQuerySummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /** Whom it was about; null after five years, when that is forgotten. */
  readonly about!: IndexQuerySubject | null;
  /** Why it had to be known. */
  readonly needToKnow!: string;
  /** By what authority. */
  readonly rightToKnow!: string;
  /** Which danger was imminent, if one was named. */
  readonly imminentDanger!: string | null;
  /** Entries that fitted, the best first. Each is in the log of its agency. */
  readonly pointers!: IndexPointerView[];
}

/** A part of a list of queries. */
export class IndexQueryPage {
  readonly items!: IndexQuerySummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A query and what it was answered. */
export interface AnsweredQuery {
  readonly query: SubjectIndexQuery;
  readonly pointers: IndexPointerView[];
}

export function summaryOf(query: SubjectIndexQuery): IndexQuerySummary {
  const { id, agencyId, askedBy, askedAt, purpose, caseReference } = query;
  return { id, agencyId, askedBy, askedAt, purpose, caseReference };
}

export function viewOf({ query, pointers }: AnsweredQuery): IndexQueryView {
  const { taskForceId, givenName, familyName, bornOn, bornYear, needToKnow, rightToKnow, imminentDanger } = query;
  const about = givenName === null || familyName === null ? null : { givenName, familyName, bornOn, bornYear };
  return { ...summaryOf(query), taskForceId, about, needToKnow, rightToKnow, imminentDanger, pointers };
}
