import type { TaskForceName } from '../../organization/task-forces/task-force-name.view.js';

/** Agency that has an agreement (MOU) in force today. */
export class ReceiverView {
  readonly id!: string;
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
  readonly nextCursor!: string | null;
}
