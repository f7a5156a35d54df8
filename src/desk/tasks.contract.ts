import { IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { mayUse } from '../platform/access/permissions.js';
import { IsDay, Omittable, Text, YesOrNo } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Day } from '../platform/time/calendar.js';
import { taskStates, type TaskState } from './desk.words.js';
import type { Task } from './task.entity.js';
import { taskPolicy } from './tasks.policy.js';

/** What a task is, whose, and until when. */
export class ChangeTask {
  /**
   * What is to be done.
   * @example Ask the school for the attendance list.
   */
  @Text({ max: 500 }) readonly title!: string;
  /** Whose task it is: somebody the complaint could be given to. */
  @IsUUID() readonly ownerId!: string;
  /**
   * The day it is due, where the task force is.
   * @example 2018-05-21
   */
  @IsDay() readonly dueOn!: string;
}

/** Something to be done about a complaint. */
export class SetTask extends ChangeTask {
  /** The complaint, which one may work. */
  @IsUUID() readonly complaintId!: string;
}

/** A task that was done. */
export class CompleteTask {
  /**
   * What came of it.
   * @example The list came; two days match.
   */
  @Text({ max: 4000, multiline: true }) readonly outcome!: string;
}

/** A task that is not to be done after all. */
export class DropTask {
  /**
   * Why not; it goes into the trail and is no place for a name.
   * @example The warrant brought the same list.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Which tasks to list, those due first before others. */
export class TasksQuery extends PageQuery {
  /** Only those of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** Only those of this owner. */
  @Omittable() @IsUUID() readonly ownerId?: string;
  /** Only those in this state. */
  @Omittable() @IsIn(taskStates) readonly state?: TaskState;
  /** Only those that are overdue, or only those that are not. */
  @Omittable() @YesOrNo() readonly overdue?: boolean;
}

/** What the reader may do to this task. */
export class TaskMay {
  /** Say anew what it is, whose and until when. */
  readonly change!: boolean;
  /** Complete it or drop it. */
  readonly end!: boolean;
}

/** A line of a list of tasks. */
export class TaskSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * The complaint it is about.
   * @format uuid
   */
  readonly complaintId!: string;
  /** What is to be done. */
  readonly title!: string;
  /**
   * Whose task it is.
   * @format uuid
   */
  readonly ownerId!: string;
  /**
   * The day it is due, where the task force is.
   * @format date
   */
  readonly dueOn!: string;
  /** Whether it is open, done or dropped. */
  readonly state!: TaskState;
  /** Open, and its day is over. */
  readonly isOverdue!: boolean;
}

/** A task, whole. */
export class TaskView extends TaskSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /** What came of it; null unless it is done. */
  readonly outcome!: string | null;
  /** Why it is not to be done; null unless it was dropped. */
  readonly dropReason!: string | null;
  /**
   * Who set it.
   * @format uuid
   */
  readonly setBy!: string;
  /**
   * When it was set.
   * @format date-time
   */
  readonly setAt!: string;
  /**
   * Who completed or dropped it; null while it is open.
   * @format uuid
   */
  readonly endedBy!: string | null;
  /**
   * When it was completed or dropped; null while it is open.
   * @format date-time
   */
  readonly endedAt!: string | null;
  readonly may!: TaskMay;
}

/** A part of a list of tasks. */
export class TaskPage {
  readonly items!: TaskSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A task with its complaint, on the day it is read. */
export interface TaskRecord {
  readonly task: Task;
  readonly complaint: Complaint;
  readonly today: Day;
}

export function summaryOf(task: Task, today: Day): TaskSummary {
  const { id, version, complaintId, title, ownerId, dueOn, state } = task;
  return { id, version, complaintId, title, ownerId, dueOn, state, isOverdue: task.isOverdue(today) };
}

export function viewOf({ task, complaint, today }: TaskRecord, actor: Actor): TaskView {
  const { taskForceId, outcome, dropReason, setBy, setAt, endedBy, endedAt, state } = task;
  const isOpen = state === 'open' && mayUse(actor, 'complaints:work');
  return {
    ...summaryOf(task, today),
    taskForceId,
    outcome,
    dropReason,
    setBy,
    setAt: setAt.toISOString(),
    endedBy,
    endedAt: endedAt?.toISOString() ?? null,
    may: {
      change: isOpen && complaint.mergedInto === null && taskPolicy.change(actor, { task, complaint }),
      end: isOpen && taskPolicy.end(actor, { task, complaint }),
    },
  };
}
