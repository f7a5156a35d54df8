import { declareName } from '../../platform/names/name-declarations.js';

/** Task force with its code and name. */
export class TaskForceName {
  readonly id!: string;
  /**
   * Prefix of the numbers of its complaints.
   * @example NE
   */
  readonly code!: string;
  /**
   * Name of the task force.
   * @example Nebraska ICAC Task Force
   */
  readonly name!: string;
}

/** Returns the view of a task force. Its name is in every answer, because each account may read the list of them. */
export const nameTaskForce = declareName<TaskForceName>('task force', {
  select: 'SELECT id, code, name FROM app.task_forces WHERE id = ANY ($ids)',
  unknown: { code: '', name: '' },
});
