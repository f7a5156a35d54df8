import { IsIn } from 'class-validator';
import { IsId, IsDay, Omittable, Text, BooleanText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { taskStates, type TaskState } from './tasks.enums.js';

/** Title, owner and due day of a task. */
export class ChangeTask {
  /**
   * Title: the work to do.
   * @example Ask the school for the attendance list.
   */
  @Text({ max: 500 }) readonly title!: string;
  /** Owner, an account to which the complaint could be assigned. */
  @IsId() readonly ownerId!: string;
  /**
   * Due day, in the task force's time zone.
   * @example 2018-05-21
   */
  @IsDay() readonly dueOn!: string;
}

/** Task about a complaint. */
export class SetTask extends ChangeTask {
  /** Complaint. The caller must be allowed to work on it. */
  @IsId() readonly complaintId!: string;
}

/** Completion of a task. */
export class CompleteTask {
  /**
   * Result of the work.
   * @example The list came; two days match.
   */
  @Text({ max: 4000, multiline: true }) readonly outcome!: string;
}

/** Cancellation of a task. */
export class CancelTask {
  /**
   * Reason of the cancellation. It is written to the trail, so it must not contain a name.
   * @example The warrant brought the same list.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Filters of the list, first due first. */
export class TasksQuery extends PageQuery {
  /** Only tasks of this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
  /** Only tasks of this owner. */
  @Omittable() @IsId() readonly ownerId?: string;
  /** Only tasks in this state. */
  @Omittable() @IsIn(taskStates) readonly state?: TaskState;
  /** Only overdue tasks (true), or only others (false). */
  @Omittable() @BooleanText() readonly overdue?: boolean;
}
