import { IsUUID } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { Integer, IsDay, Nullable, Omittable, Part } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import { resourcesPolicy } from './resources.policy.js';
import type { StaffingLevel } from './staffing-level.entity.js';

/** How many people of one role. */
export class StaffInput {
  /**
   * Those who do nothing else.
   * @example 6
   */
  @Integer(0, 100_000) readonly fullTime!: number;
  /**
   * Those who do it with a part of their time.
   * @example 2
   */
  @Integer(0, 100_000) readonly partTime!: number;
}

/** What is told of a staffing level, whole. */
export class CorrectStaffingLevel {
  /**
   * The first day it holds.
   * @example 2017-10-01
   */
  @IsDay() readonly fromOn!: string;
  /**
   * The first day it no longer holds; null while it does.
   * @example 2018-10-01
   */
  @Nullable() @IsDay() readonly untilOn!: string | null;
  @Part(() => StaffInput) readonly investigators!: StaffInput;
  @Part(() => StaffInput) readonly prosecutors!: StaffInput;
  @Part(() => StaffInput) readonly educationSpecialists!: StaffInput;
  @Part(() => StaffInput) readonly forensicSpecialists!: StaffInput;
}

/** How many people an agency dedicates to the work, from a day on. */
export class RecordStaffingLevel extends CorrectStaffingLevel {
  /**
   * The agency: one's own if left out. From a task force's seat it has to be named.
   * @example 01890a5d-2d3c-7b7e-b1b5-6f80a1d2e3f4
   */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** Which staffing levels to list, the one that began last first. */
export class StaffingLevelsQuery extends PageQuery {
  /** Only those of this agency. */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /** Only those that held on this day. */
  @Omittable() @IsDay() readonly on?: string;
}

/** How many people of one role. */
export class StaffView {
  /**
   * Those who do nothing else.
   * @example 6
   */
  readonly fullTime!: number;
  /**
   * Those who do it with a part of their time.
   * @example 2
   */
  readonly partTime!: number;
}

/** What the reader may do to this staffing level. */
export class StaffingLevelMay {
  /** Correct it, or say when it ended. */
  readonly correct!: boolean;
  /** Void it. */
  readonly void!: boolean;
}

/** How many people an agency dedicates to the work, from a day until a day. */
export class StaffingLevelView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly taskForceId!: string;
  /** @format uuid */
  readonly agencyId!: string;
  /**
   * The first day it holds.
   * @format date
   */
  readonly fromOn!: string;
  /**
   * The first day it no longer holds; null while it does.
   * @format date
   */
  readonly untilOn!: string | null;
  readonly investigators!: StaffView;
  readonly prosecutors!: StaffView;
  readonly educationSpecialists!: StaffView;
  readonly forensicSpecialists!: StaffView;
  /**
   * When it was voided, and so counts no more; null while it stands.
   * @format date-time
   */
  readonly voidedAt!: string | null;
  /** Why it was voided. */
  readonly voidReason!: string | null;
  readonly may!: StaffingLevelMay;
}

/** A part of a list of staffing levels. */
export class StaffingLevelPage {
  readonly items!: StaffingLevelView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function viewOf(level: StaffingLevel, actor: Actor): StaffingLevelView {
  const { id, version, taskForceId, agencyId, fromOn, untilOn, staff, voidedAt, voidReason } = level;
  const may = allows(actor.role, 'resources:record') && resourcesPolicy.record(actor) && voidedAt === null;
  return {
    id,
    version,
    taskForceId,
    agencyId,
    fromOn,
    untilOn,
    ...staff,
    voidedAt: voidedAt?.toISOString() ?? null,
    voidReason,
    may: { correct: may, void: may },
  };
}
