import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { nameComplaint, type ComplaintReference } from '../../casework/complaints/complaint-reference.view.js';
import type { Complaint } from '../../casework/complaints/complaint.entity.js';
import { complaintPolicy } from '../../casework/complaints/complaints.policy.js';
import type { MatchStrength } from '../../casework/complaints/complaints.enums.js';
import type { IdentifierKind } from '../../casework/identifiers/identifiers.enums.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import type { DeconflictionHit } from './deconfliction-hit.entity.js';
import type { HitAnswer } from './deconfliction.enums.js';

/** Actions that the reader may take. */
export class HitMay {
  /** Whether the reader may answer it. */
  readonly answer!: boolean;
}

/**
 * Hit: another unit has an identifier of this complaint's suspect. It shows the contact of that unit, and not its case.
 */
export class HitView {
  readonly id!: string;
  readonly version!: number;
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  /** This side's agency. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  /** This side's complaint. */
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  /** Kinds of the identifiers that both have. */
  readonly kinds!: IdentifierKind[];
  readonly strength!: MatchStrength;
  /**
   * Code of the other task force.
   * @example NE
   */
  readonly theirTaskForce!: string;
  /**
   * Name of the agency to contact.
   * @example Omaha Police Department
   */
  readonly theirAgency!: string;
  /** Its telephone number. */
  readonly theirPhone!: string | null;
  /** Its email address. */
  readonly theirEmail!: string | null;
  /** Time at which the match was found. */
  readonly foundAt!: Date;
  /** This side's answer. The complaint cannot be closed without it. */
  readonly answer!: HitAnswer | null;
  /**
   * The account that answered.
   * @format uuid
   */
  readonly answeredBy!: string | null;
  readonly answeredByPerson!: PersonView | null;
  /** Time of the answer. */
  readonly answeredAt!: Date | null;
  /** The other side's answer, once both have answered. */
  readonly theirAnswer!: HitAnswer | null;
  /**
   * Reference of the other side's case. It is disclosed once both have answered and neither answered "no conflict".
   * @example KS-000123
   */
  readonly theirReference!: string | null;
  readonly may!: HitMay;
}

/** A page of hits. */
export class HitPage {
  readonly items!: HitView[];
  readonly nextCursor!: string | null;
}

export interface HitRecord {
  readonly hit: DeconflictionHit;
  readonly complaint: Complaint | undefined;
}

export function toHitView({ hit, complaint }: HitRecord, actor: Actor): HitView {
  const { id, version, taskForceId, agencyId, complaintId, kinds, strength } = hit;
  const { theirTaskForce, theirAgency, theirPhone, theirEmail, foundAt } = hit;
  const { answer, answeredBy, answeredAt, theirAnswer, theirReference } = hit;
  const ours = {
    id,
    version,
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    agencyId,
    agency: nameAgency(agencyId),
    complaintId,
    complaint: nameComplaint(complaintId),
    kinds,
    strength,
  };
  const theirs = { theirTaskForce, theirAgency, theirPhone, theirEmail, foundAt };
  const isAllowed = allows(actor.role, 'deconfliction:work') && complaint !== undefined;
  const may = { answer: answer === null && isAllowed && complaintPolicy.work(actor, complaint) };
  return {
    ...ours,
    ...theirs,
    answer,
    answeredBy,
    answeredByPerson: namePerson(answeredBy),
    answeredAt,
    theirAnswer,
    theirReference,
    may,
  };
}
