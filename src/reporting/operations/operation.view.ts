import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import type { Operation } from './operation.entity.js';
import { operationPolicy } from './operations.policy.js';
import type { OperationMembership } from './operations.enums.js';

/** Actions that the reader may take. */
export class OperationMay {
  /** Whether the reader may change its name, window or counting rule. */
  readonly run!: boolean;
  /** Whether the reader may tag records. */
  readonly tag!: boolean;
}

/** Operation. */
export class OperationView {
  readonly id!: string;
  readonly version!: number;
  /** Task force that runs it; null for the national program. */
  readonly taskForceId!: string | null;
  readonly taskForce!: TaskForceName | null;
  readonly name!: string;
  readonly startsOn!: string;
  readonly endsOn!: string;
  readonly membership!: OperationMembership;
  /**
   * Counting rule as a sentence.
   * @example Counts all that its task forces recorded from 2018-03-01 to 2018-05-31, each day in the time zone of its task force.
   */
  readonly rule!: string;
  /** Participating task forces that the reader may know. A task force sees only itself. */
  readonly taskForceIds!: string[];
  readonly may!: OperationMay;
}

/** Page of operations. */
export class OperationPage {
  readonly items!: OperationView[];
  readonly nextCursor!: string | null;
}

/** Number of records, by kind. */
export class TagCounts {
  /** Number of tagged complaints. */
  readonly complaints!: number;
  /** Number of tagged arrests. */
  readonly arrests!: number;
  /** Number of tagged records of identified victims. */
  readonly victims!: number;
  /** Number of tagged presentations. */
  readonly presentations!: number;
}

/** Result of tagging. */
export class TagView {
  /** Operation that the record is tagged for. */
  readonly operationId!: string;
  readonly added!: TagCounts;
}

/** Operation with the participating task forces that the reader sees. */
export interface OperationWithTaskForces {
  readonly operation: Operation;
  readonly taskForceIds: string[];
}

export function toOperationView({ operation, taskForceIds }: OperationWithTaskForces, actor: Actor): OperationView {
  const { id, version, taskForceId, name, startsOn, endsOn, membership, rule } = operation;
  const mayRun = allows(actor.role, 'operations:run');
  return {
    id,
    version,
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    name,
    startsOn,
    endsOn,
    membership,
    rule,
    taskForceIds,
    may: {
      run: mayRun && operationPolicy.run(actor, operation),
      tag: mayRun && membership === 'tagged' && operationPolicy.tag(actor),
    },
  };
}
