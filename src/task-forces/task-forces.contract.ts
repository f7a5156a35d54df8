import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsEmail, IsIn, Matches, MaxLength } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { IsZone, Nullable, Omittable, Text, Whole } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { TaskForce } from './task-force.entity.js';
import { taskForcePolicy } from './task-forces.policy.js';
import { coverages, type Coverage } from './task-forces.words.js';

/** A task force of the programme, as it joins. */
export class CreateTaskForce {
  /**
   * Short and spoken: it begins the reference of each of its complaints, and stays.
   * @example NE
   */
  @Matches(/^[A-Z]{2}(-[A-Z]{2,8})?$/, { message: 'must be a postal code, alone or as in CA-SJ' })
  readonly code!: string;
  /**
   * What it is called.
   * @example Nebraska ICAC Task Force
   */
  @Text({ max: 200 }) readonly name!: string;
  /**
   * The State or territory, by its two-letter postal code.
   * @example NE
   */
  @Matches(/^[A-Z]{2}$/, { message: 'must be a two-letter postal code in capitals' }) readonly state!: string;
  /** @example statewide */
  @IsIn(coverages) readonly coverage!: Coverage;
  /**
   * The IANA time zone its days are counted in. It stays: another would move what has been counted.
   * @example America/Chicago
   */
  @IsZone() readonly zone!: string;
  /**
   * Whom another task force calls.
   * @example +1 402 555 0100
   */
  @Omittable() @Nullable() @Text({ max: 40 }) readonly contactPhone?: string | null;
  /**
   * Whom another task force writes to.
   * @example icac@example.gov
   */
  @Omittable()
  @Nullable()
  @IsEmail({}, { message: 'must be an email address' })
  @MaxLength(200)
  readonly contactEmail?: string | null;
  /** Whether somebody has confirmed these particulars; not yet, if left out. */
  @Omittable() @IsBoolean() readonly verified?: boolean;
}

/** What may change about a task force, whole: what is empty is null. */
export class DescribeTaskForce {
  /**
   * What it is called.
   * @example Nebraska ICAC Task Force
   */
  @Text({ max: 200 }) readonly name!: string;
  /** @example statewide */
  @IsIn(coverages) readonly coverage!: Coverage;
  /**
   * Whom another task force calls.
   * @example +1 402 555 0100
   */
  @Nullable() @Text({ max: 40 }) readonly contactPhone!: string | null;
  /**
   * Whom another task force writes to.
   * @example icac@example.gov
   */
  @Nullable()
  @IsEmail({}, { message: 'must be an email address' })
  @MaxLength(200)
  readonly contactEmail!: string | null;
  /** Whether somebody has confirmed these particulars. */
  @IsBoolean() readonly verified!: boolean;
}

/** Which task forces to list. The programme has fewer than fit in one page. */
export class TaskForcesQuery extends PageQuery {
  @Whole(1, 200)
  @ApiProperty({ description: 'How many at most.', default: 200 })
  override readonly limit: number = 200;
}

/** What the reader may do to this task force. */
export class TaskForceMay {
  /** Change what may change about it. */
  readonly describe!: boolean;
}

/** A task force. */
export class TaskForceView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** What the reference of each of its complaints begins with. */
  readonly code!: string;
  readonly name!: string;
  readonly state!: string;
  readonly coverage!: Coverage;
  /** The IANA time zone its days are counted in. */
  readonly zone!: string;
  readonly contactPhone!: string | null;
  readonly contactEmail!: string | null;
  /** Whether somebody has confirmed these particulars. */
  readonly verified!: boolean;
  readonly may!: TaskForceMay;
}

/** A part of the list of task forces, by code. */
export class TaskForcePage {
  readonly items!: TaskForceView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function viewOf(taskForce: TaskForce, actor: Actor): TaskForceView {
  const { id, version, code, name, state, coverage, zone, contactPhone, contactEmail, verified } = taskForce;
  const describe = allows(actor.role, 'task-forces:keep') && taskForcePolicy.keep(actor);
  return { id, version, code, name, state, coverage, zone, contactPhone, contactEmail, verified, may: { describe } };
}
