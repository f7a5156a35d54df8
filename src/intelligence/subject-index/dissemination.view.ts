import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import type { SubjectIndexDissemination } from './dissemination.entity.js';
import type { PointerStrength } from './subject-index.enums.js';

/** Disclosure of an index entry, or of a part of it, to an agency. */
export class SubjectDisseminationView {
  readonly id!: string;
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  /** The agency that owns the entry. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  /** Id of the index entry. */
  readonly entryId!: string;
  /** Query that led to the disclosure; null if a person or a deconfliction check made it. */
  readonly queryId!: string | null;
  readonly toAgencyId!: string;
  /**
   * Name of the receiving agency at the time of the disclosure.
   * @example Lincoln Police Department
   */
  readonly toAgencyName!: string;
  readonly recipient!: string;
  /** Strength of the match that led to the disclosure; null if a person made it. */
  readonly strength!: PointerStrength | null;
  /** Disclosed content; null if a query or a check made the disclosure. */
  readonly content!: string | null;
  readonly needToKnow!: string;
  readonly rightToKnow!: string;
  readonly imminentDanger!: string | null;
  /**
   * Account that disclosed it; null if a query or a check did.
   * @format uuid
   */
  readonly givenBy!: string | null;
  /** Person who disclosed it; null if a query or a check did. */
  readonly givenByPerson!: PersonView | null;
  /** Time of the disclosure. */
  readonly givenAt!: Date;
}

/** A page of the dissemination log. */
export class SubjectDisseminationPage {
  readonly items!: SubjectDisseminationView[];
  readonly nextCursor!: string | null;
}

export function toSubjectDisseminationView(dissemination: SubjectIndexDissemination): SubjectDisseminationView {
  const { id, taskForceId, agencyId, entryId, queryId, toAgencyId, toAgencyName, recipient, strength, what } =
    dissemination;
  const { needToKnow, rightToKnow, imminentDanger, givenBy, givenAt } = dissemination;
  const disclosure = {
    id,
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    agencyId,
    agency: nameAgency(agencyId),
    entryId,
    queryId,
    toAgencyId,
    toAgencyName,
    recipient,
    strength,
    content: what,
  };
  return {
    ...disclosure,
    needToKnow,
    rightToKnow,
    imminentDanger,
    givenBy,
    givenByPerson: namePerson(givenBy),
    givenAt,
  };
}
