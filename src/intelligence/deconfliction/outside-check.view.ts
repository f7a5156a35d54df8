import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { nameComplaint, type ComplaintReference } from '../../casework/complaints/complaint-reference.view.js';
import type { OutsideResult, OutsideSystem } from './deconfliction.enums.js';
import type { OutsideCheck } from './outside-check.entity.js';

/** A search in an external system, as recorded by its author. */
export class OutsideCheckView {
  readonly id!: string;
  readonly version!: number;
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  readonly system!: OutsideSystem;
  readonly systemName!: string | null;
  readonly queryId!: string;
  readonly result!: OutsideResult;
  readonly checkedAt!: Date;
  /**
   * The account that recorded it.
   * @format uuid
   */
  readonly recordedBy!: string;
  readonly recordedByPerson!: PersonView;
  /** Time at which it was recorded. */
  readonly recordedAt!: Date;
  /** Time of the voiding; null if it is not void. */
  readonly voidedAt!: Date | null;
  readonly voidReason!: string | null;
}

/** A page of searches in external systems. */
export class OutsideCheckPage {
  readonly items!: OutsideCheckView[];
  readonly nextCursor!: string | null;
}

export function toOutsideCheckView(check: OutsideCheck): OutsideCheckView {
  const { id, version, taskForceId, complaintId, system, systemName, queryId, result, checkedAt } = check;
  const { recordedBy, recordedAt, voidedAt, voidReason } = check;
  const what = {
    id,
    version,
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    complaintId,
    complaint: nameComplaint(complaintId),
    system,
    systemName,
    queryId,
    result,
    checkedAt,
  };
  return { ...what, recordedBy, recordedByPerson: namePerson(recordedBy), recordedAt, voidedAt, voidReason };
}
