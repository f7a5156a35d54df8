import { IsIn, IsUUID } from 'class-validator';
import { IsInstant, Nullable, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import { outsideResults, outsideSystems, type OutsideResult, type OutsideSystem } from './deconfliction.words.js';
import type { OutsideCheck } from './outside-check.entity.js';

/** A check that was made by hand in a system of others. */
export class RecordOutsideCheck {
  /** The complaint it was made for. */
  @IsUUID() readonly complaintId!: string;
  /**
   * Where.
   * @example rissafe
   */
  @IsIn(outsideSystems) readonly system!: OutsideSystem;
  /** What another system is called; the ones that are listed need no name. */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly systemName?: string | null;
  /**
   * By what that system knows the check.
   * @example RS-2018-004711
   */
  @Text({ max: 100 }) readonly queryId!: string;
  /**
   * What came of it.
   * @example no_hit
   */
  @IsIn(outsideResults) readonly result!: OutsideResult;
  /**
   * When it was made.
   * @example 2018-05-11T22:04:10Z
   */
  @IsInstant() readonly checkedAt!: string;
}

/** Of which complaint to list the checks in other systems, as they were recorded. */
export class OutsideChecksQuery extends PageQuery {
  /** The complaint. */
  @IsUUID() readonly complaintId!: string;
}

/** A check in a system of others, as whoever made it recorded it. */
export class OutsideCheckView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly taskForceId!: string;
  /** @format uuid */
  readonly complaintId!: string;
  /** Where. */
  readonly system!: OutsideSystem;
  /** What another system is called. */
  readonly systemName!: string | null;
  /** By what that system knows the check. */
  readonly queryId!: string;
  /** What came of it. */
  readonly result!: OutsideResult;
  /** When it was made. */
  readonly checkedAt!: Date;
  /**
   * Who recorded it.
   * @format uuid
   */
  readonly recordedBy!: string;
  /** When it was recorded. */
  readonly recordedAt!: Date;
  /** When it turned out that it should not have been. */
  readonly voidedAt!: Date | null;
  /** Why. */
  readonly voidReason!: string | null;
}

/** A part of a list of checks in other systems. */
export class OutsideCheckPage {
  readonly items!: OutsideCheckView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function viewOf(check: OutsideCheck): OutsideCheckView {
  const { id, version, taskForceId, complaintId, system, systemName, queryId, result, checkedAt } = check;
  const { recordedBy, recordedAt, voidedAt, voidReason } = check;
  const what = { id, version, taskForceId, complaintId, system, systemName, queryId, result, checkedAt };
  return { ...what, recordedBy, recordedAt, voidedAt, voidReason };
}
