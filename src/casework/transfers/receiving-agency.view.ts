import type { TaskForceName } from '../../organization/task-forces/task-force-name.view.js';

/** Agency that has an agreement in force today. */
export class ReceiverView {
  /** @format uuid */
  readonly id!: string;
  /** @format uuid */
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  /**
   * Name of the agency.
   * @example Lincoln Police Department
   */
  readonly name!: string;
  /**
   * State or territory of the agency.
   * @example NE
   */
  readonly state!: string;
}

/** Page of a list of receiving agencies. */
export class ReceiverPage {
  readonly items!: ReceiverView[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}
