import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { nameComplaint, type ComplaintReference } from '../../casework/complaints/complaint-reference.view.js';
import type { IdentifierKind } from '../../casework/identifiers/identifiers.enums.js';
import type { Actor } from '../../platform/actor/actor.js';
import type { DeconflictionCheck } from './deconfliction-check.entity.js';
import { type HitView, toHitView, type HitRecord } from './hit.view.js';

/** A check in a list. */
export class CheckSummary {
  readonly id!: string;
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  /** The agency that asks. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  /** Kinds of the checked identifiers. */
  readonly kinds!: IdentifierKind[];
  readonly purpose!: string;
  readonly needToKnow!: string;
  readonly rightToKnow!: string;
  readonly imminentDanger!: string | null;
  /**
   * The account that asked.
   * @format uuid
   */
  readonly askedBy!: string;
  readonly askedByPerson!: PersonView;
  /** Time of the check. */
  readonly askedAt!: Date;
}

/**
 * Check and the units to contact, at most the 25 strongest hits. Hits in your own task force are among the matches of
 * an identifier instead.
 */
export class CheckView extends CheckSummary {
  /** Hits of the check, each with the unit to contact. That unit is notified too. */
  readonly pointers!: HitView[];
}

/** A page of checks. */
export class CheckPage {
  readonly items!: CheckSummary[];
  readonly nextCursor!: string | null;
}

export interface AnsweredCheck {
  readonly check: DeconflictionCheck;
  readonly pointers: readonly HitRecord[];
}

export function toCheckSummary(check: DeconflictionCheck): CheckSummary {
  const { id, taskForceId, agencyId, complaintId, kinds, purpose, needToKnow, rightToKnow } = check;
  const { imminentDanger, askedBy, askedAt } = check;
  const about = {
    id,
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    agencyId,
    agency: nameAgency(agencyId),
    complaintId,
    complaint: nameComplaint(complaintId),
    kinds,
  };
  return {
    ...about,
    purpose,
    needToKnow,
    rightToKnow,
    imminentDanger,
    askedBy,
    askedByPerson: namePerson(askedBy),
    askedAt,
  };
}

export function toCheckView({ check, pointers }: AnsweredCheck, actor: Actor): CheckView {
  return { ...toCheckSummary(check), pointers: pointers.map((record) => toHitView(record, actor)) };
}
