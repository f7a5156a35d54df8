import { IsIn } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { Ids, IsDay, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Operation } from './operation.entity.js';
import { operationPolicy } from './operations.policy.js';
import { operationMemberships, type OperationMembership } from './operations.words.js';

/** What is settled about an operation. */
export class ChangeOperation {
  /**
   * What it is called.
   * @example Operation Broken Heart
   */
  @Text({ max: 200 }) readonly name!: string;
  /**
   * Its first day.
   * @example 2018-03-01
   */
  @IsDay() readonly startsOn!: string;
  /**
   * Its last day, which belongs to it. The window is at most 366 days long.
   * @example 2018-05-31
   */
  @IsDay() readonly endsOn!: string;
  /**
   * What counts in it: all that falls into its window, or only what is tagged.
   * @example window
   */
  @IsIn(operationMemberships) readonly membership!: OperationMembership;
}

/** An operation that is to be run. */
export class PlanOperation extends ChangeOperation {
  /**
   * The task forces that take part. Left out: at the national seat every task force there is at that time, at a task force's
   * seat itself. A task force names no other.
   */
  @Omittable() @Ids(200, 1) readonly taskForceIds?: string[];
}

/** Records that belong to an operation that counts what is tagged. Those that are tagged already stay so. */
export class TagRecords {
  /**
   * Complaints. The offenders of a tagged complaint count with it.
   * @example ["01890a5d-5a6b-7c3d-b2e4-1f2a3b4c5d6e"]
   */
  @Omittable() @Ids(500) readonly complaintIds?: string[];
  /** Arrests. */
  @Omittable() @Ids(500) readonly arrestIds?: string[];
  /** Identified victims. */
  @Omittable() @Ids(500) readonly victimIds?: string[];
  /** Presentations. */
  @Omittable() @Ids(500) readonly presentationIds?: string[];
}

/** Which operations to list, the latest first. */
export class OperationsQuery extends PageQuery {}

/** What the reader may do to this operation. */
export class OperationMay {
  /** Change its name, window or membership. */
  readonly run!: boolean;
  /** Say which records belong to it. */
  readonly tag!: boolean;
}

/** An operation. */
export class OperationView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * The task force that runs it; null when the national programme does.
   * @format uuid
   */
  readonly taskForceId!: string | null;
  readonly name!: string;
  readonly startsOn!: string;
  readonly endsOn!: string;
  readonly membership!: OperationMembership;
  /**
   * What counts in it, in words.
   * @example Counts all that its task forces recorded from 2018-03-01 to 2018-05-31, each day where the task force is.
   */
  readonly rule!: string;
  /** The task forces that take part, as far as the reader may know: a task force knows of itself only. */
  readonly taskForceIds!: string[];
  readonly may!: OperationMay;
}

/** A part of a list of operations. */
export class OperationPage {
  readonly items!: OperationView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** How many records of each kind. */
export class TagCounts {
  /** Complaints. */
  readonly complaints!: number;
  /** Arrests. */
  readonly arrests!: number;
  /** Identified victims. */
  readonly victims!: number;
  /** Presentations. */
  readonly presentations!: number;
}

/** What tagging did. */
export class TagView {
  /**
   * The operation they were tagged for.
   * @format uuid
   */
  readonly operationId!: string;
  /** How many were not tagged before. */
  readonly added!: TagCounts;
}

/** An operation with those who take part in it, as far as the reader sees them. */
export interface OperationWithTaskForces {
  readonly operation: Operation;
  readonly taskForceIds: string[];
}

export function viewOf({ operation, taskForceIds }: OperationWithTaskForces, actor: Actor): OperationView {
  const { id, version, taskForceId, name, startsOn, endsOn, membership, rule } = operation;
  const mayRun = allows(actor.role, 'operations:run');
  return {
    id,
    version,
    taskForceId,
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
