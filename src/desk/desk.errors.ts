import { Conflict } from '../platform/http/problems.js';
import type { TaskState } from './desk.words.js';

/** What was done or dropped stays so: if it has to be done after all, that is another task. */
export class TaskEnded extends Conflict {
  readonly type = 'task-ended';
  readonly title = 'The task has ended';
  override readonly members: {
    /** How it ended. */
    readonly state: TaskState;
  };

  constructor(state: TaskState) {
    super();
    this.members = { state };
  }
}

/** The law gives 90 days more, and once. */
export class AlreadyRenewed extends Conflict {
  readonly type = 'already-renewed';
  readonly title = 'The request to preserve has been renewed already';
}

/** The provider was free to delete from the day after: a request of a new date has to be made. */
export class PreservationExpired extends Conflict {
  readonly type = 'preservation-expired';
  readonly title = 'The request to preserve had run out by then';
  override readonly members: {
    /**
     * The last day it ran.
     * @format date
     */
    readonly expiresOn: string;
  };

  constructor(expiresOn: string) {
    super();
    this.members = { expiresOn };
  }
}

/** The provider was told that it need not preserve any longer. */
export class PreservationReleased extends Conflict {
  readonly type = 'preservation-released';
  readonly title = 'The provider has been released from the request';
}
