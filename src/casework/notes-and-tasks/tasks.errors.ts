import { Conflict } from '../../platform/http/problems.js';
import type { TaskState } from './tasks.enums.js';

/** Change rejected because the task is done or cancelled. Further work needs another task. */
export class TaskEnded extends Conflict {
  readonly type = 'task-ended';
  readonly title = 'The task has already ended.';
  override readonly members: {
    /** State in which it ended. */
    readonly state: TaskState;
  };

  constructor(state: TaskState) {
    super();
    this.members = { state };
  }
}
