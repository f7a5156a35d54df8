import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { mayUse } from '../../access/permissions.js';
import type { Day } from '../../platform/time/calendar.js';
import { extendView } from '../../platform/http/extend-view.js';
import type { TaskState } from './tasks.enums.js';
import type { Task } from './task.entity.js';
import { taskPolicy } from './tasks.policy.js';

/** Actions that the reader may take. */
export class TaskMay {
  /** Whether the reader may change its title, owner and due day. */
  readonly change!: boolean;
  /** Whether the reader may complete or cancel it. */
  readonly end!: boolean;
}

/** Task in a list. */
export class TaskSummary {
  readonly id!: string;
  readonly version!: number;
  /** Complaint that the task is about. */
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  readonly title!: string;
  readonly ownerId!: string;
  readonly owner!: PersonView;
  readonly dueOn!: string;
  readonly state!: TaskState;
  /** Whether it is open after its due day. */
  readonly isOverdue!: boolean;
}

/** Task with all its fields. */
export class TaskView extends TaskSummary {
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  /** Result of the work; null unless it is done. */
  readonly outcome!: string | null;
  /** Reason of the cancellation; null unless it was cancelled. */
  readonly cancelReason!: string | null;
  /**
   * Account that created it.
   * @format uuid
   */
  readonly setBy!: string;
  readonly setByPerson!: PersonView;
  /** Time of its creation. */
  readonly setAt!: string;
  /**
   * Account that completed or cancelled it; null while it is open.
   * @format uuid
   */
  readonly endedBy!: string | null;
  readonly endedByPerson!: PersonView | null;
  /** Time at which it was completed or cancelled; null while it is open. */
  readonly endedAt!: string | null;
  readonly may!: TaskMay;
}

/** Page of a list of tasks. */
export class TaskPage {
  readonly items!: TaskSummary[];
  readonly nextCursor!: string | null;
}

/** Task with its complaint, on the day it is read. */
export interface TaskRecord {
  readonly task: Task;
  readonly complaint: Complaint;
  readonly today: Day;
}

export function toTaskSummary(task: Task, today: Day): TaskSummary {
  const { id, version, complaintId, title, ownerId, dueOn, state } = task;
  return {
    id,
    version,
    complaintId,
    complaint: nameComplaint(complaintId),
    title,
    ownerId,
    owner: namePerson(ownerId),
    dueOn,
    state,
    isOverdue: task.isOverdue(today),
  };
}

export function toTaskView({ task, complaint, today }: TaskRecord, actor: Actor): TaskView {
  const { taskForceId, outcome, cancelReason, setBy, setAt, endedBy, endedAt, state } = task;
  const isOpen = state === 'open' && !complaint.isExpunged && mayUse(actor, 'complaints:work');
  return extendView(toTaskSummary(task, today), {
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    outcome,
    cancelReason,
    setBy,
    setByPerson: namePerson(setBy),
    setAt: setAt.toISOString(),
    endedBy,
    endedByPerson: namePerson(endedBy),
    endedAt: endedAt?.toISOString() ?? null,
    may: {
      change: isOpen && complaint.mergedInto === null && taskPolicy.change(actor, { task, complaint }),
      end: isOpen && taskPolicy.end(actor, { task, complaint }),
    },
  });
}
