import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import type { TaskForce } from './task-force.entity.js';
import { taskForcePolicy } from './task-forces.policy.js';
import type { Coverage } from './task-forces.enums.js';

/** Actions that the reader may take. */
export class TaskForceMay {
  /** Whether the reader may change it. */
  readonly describe!: boolean;
}

/** Task force. */
export class TaskForceView {
  readonly id!: string;
  readonly version!: number;
  /** Prefix of the numbers of its complaints. */
  readonly code!: string;
  readonly name!: string;
  /**
   * Postal code of the State or territory.
   * @example NE
   */
  readonly state!: string;
  readonly coverage!: Coverage;
  /** IANA time zone of the task force. */
  readonly zone!: string;
  readonly contactPhone!: string | null;
  readonly contactEmail!: string | null;
  /** Whether these details are confirmed. */
  readonly verified!: boolean;
  readonly may!: TaskForceMay;
}

/** Page of the list of task forces, by code. */
export class TaskForcePage {
  readonly items!: TaskForceView[];
  readonly nextCursor!: string | null;
}

export function toTaskForceView(taskForce: TaskForce, actor: Actor): TaskForceView {
  const { id, version, code, name, state, coverage, zone, contactPhone, contactEmail, verified } = taskForce;
  const describe = allows(actor.role, 'task-forces:manage') && taskForcePolicy.manage(actor);
  return { id, version, code, name, state, coverage, zone, contactPhone, contactEmail, verified, may: { describe } };
}
