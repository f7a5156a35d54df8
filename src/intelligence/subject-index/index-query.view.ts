import { extendView } from '../../platform/http/extend-view.js';
import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import type { ComplaintType } from '../../casework/complaints/complaints.enums.js';
import type { SubjectIndexQuery } from './index-query.entity.js';
import type { IndexMatchStrength } from './subject-index.enums.js';

/** The subject of a query. */
export class IndexQuerySubject {
  readonly givenName!: string;
  readonly familyName!: string;
  readonly bornOn!: string | null;
  readonly bornYear!: number | null;
}

/** Contact details for a matching entry, without content of the entry or its case. */
export class IndexPointerView {
  /** The entry's id, for its own agency. Other agencies cannot read the entry. */
  readonly entryId!: string;
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
  readonly id!: string;
  /** The agency that asked. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  /**
   * The account that asked.
   * @format uuid
   */
  readonly askedBy!: string;
  readonly askedByPerson!: PersonView;
  /** Time of the query. */
  readonly askedAt!: Date;
  readonly purpose!: string;
  readonly caseReference!: string;
}

/** A query with its justification and pointers: the 25 best matches at most. */
export class IndexQueryView extends IndexQuerySummary {
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  /** The subject of the query; null after five years, when it is erased. */
  readonly about!: IndexQuerySubject | null;
  readonly needToKnow!: string;
  readonly rightToKnow!: string;
  readonly imminentDanger!: string | null;
  /** Matching entries, best first. Each pointer is in the dissemination log of the entry's agency. */
  readonly pointers!: IndexPointerView[];
}

/** A page of queries. */
export class IndexQueryPage {
  readonly items!: IndexQuerySummary[];
  readonly nextCursor!: string | null;
}

export interface AnsweredQuery {
  readonly query: SubjectIndexQuery;
  readonly pointers: IndexPointerView[];
}

export function toIndexQuerySummary(query: SubjectIndexQuery): IndexQuerySummary {
  const { id, agencyId, askedBy, askedAt, purpose, caseReference } = query;
  return {
    id,
    agencyId,
    agency: nameAgency(agencyId),
    askedBy,
    askedByPerson: namePerson(askedBy),
    askedAt,
    purpose,
    caseReference,
  };
}

export function toIndexQueryView({ query, pointers }: AnsweredQuery): IndexQueryView {
  const { taskForceId, givenName, familyName, bornOn, bornYear, needToKnow, rightToKnow, imminentDanger } = query;
  const about = givenName === null || familyName === null ? null : { givenName, familyName, bornOn, bornYear };
  return extendView(toIndexQuerySummary(query), {
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    about,
    needToKnow,
    rightToKnow,
    imminentDanger,
    pointers,
  });
}
