import { IsIn, IsUUID } from 'class-validator';
import {
  complaintModes,
  complaintTypes,
  type ComplaintMode,
  type ComplaintType,
} from '../../casework/complaints/complaints.enums.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import { Integer, IsDay, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { HistoricalTotal } from './historical-total.entity.js';
import { historicalTotalPolicy } from './historical-totals.policy.js';
import { measureKeys, type MeasureKey } from './measures/index.js';
import { precisions, type Precision } from './reports.enums.js';

/** Correction of a historical total. */
export class CorrectHistoricalTotal {
  /**
   * Published number.
   * @example 775000
   */
  @Integer(0, 1_000_000_000) readonly value!: number;
  /**
   * Precision of the published number.
   * @example at_least
   */
  @IsIn(precisions) readonly precision!: Precision;
  /**
   * Publication that contains the number.
   * @example Press release of June 2018
   */
  @Text({ max: 500 }) readonly source!: string;
}

/** Historical total: a figure from before the tracker, as it was published. */
export class RecordHistoricalTotal extends CorrectHistoricalTotal {
  /**
   * Measure of the number.
   * @example complaints_documented
   */
  @IsIn(measureKeys) readonly measure!: MeasureKey;
  /**
   * First day of the period.
   * @example 1998-01-01
   */
  @IsDay() readonly from!: string;
  /**
   * Day after the last day of the period.
   * @example 2018-03-01
   */
  @IsDay() readonly until!: string;
  /** Complaint type, if the number counts only one. */
  @Omittable() @Nullable() @IsIn(complaintTypes) readonly type?: ComplaintType | null;
  /** Mode, if the number counts only one. */
  @Omittable() @Nullable() @IsIn(complaintModes) readonly mode?: ComplaintMode | null;
  /**
   * Task force of the figure. Default: the whole programme at the national seat, the reader's own task force at its
   * seat.
   */
  @Omittable() @Nullable() @IsUUID() readonly taskForceId?: string | null;
}

/** Filters of the list of historical totals. The latest days come first. */
export class HistoricalTotalsQuery extends PageQuery {
  /** Measure to list. */
  @Omittable() @IsIn(measureKeys) readonly measure?: MeasureKey;
  /** Task force to list. */
  @Omittable() @IsUUID() readonly taskForceId?: string;
}

/** Actions the reader may take on this figure. */
export class HistoricalTotalMay {
  /** Whether the reader may correct its value, precision or source. */
  readonly correct!: boolean;
}

/** Historical total. */
export class HistoricalTotalView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * Task force; null for the whole programme, which includes its task forces.
   * @format uuid
   */
  readonly taskForceId!: string | null;
  /** Measure of the number. */
  readonly measure!: MeasureKey;
  /**
   * First day of the period.
   * @format date
   */
  readonly from!: string;
  /**
   * Day after the last day of the period.
   * @format date
   */
  readonly until!: string;
  readonly type!: ComplaintType | null;
  readonly mode!: ComplaintMode | null;
  readonly value!: number;
  readonly precision!: Precision;
  readonly source!: string;
  readonly may!: HistoricalTotalMay;
}

/** Page of historical totals. */
export class HistoricalTotalPage {
  readonly items!: HistoricalTotalView[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}

export function toHistoricalTotalView(figure: HistoricalTotal, actor: Actor): HistoricalTotalView {
  const {
    id,
    version,
    taskForceId,
    measure,
    fromOn: from,
    untilOn: until,
    type,
    mode,
    value,
    precision,
    source,
  } = figure;
  const may = {
    correct: allows(actor.role, 'historical-totals:manage') && historicalTotalPolicy.manage(actor, figure),
  };
  return { id, version, taskForceId, measure, from, until, type, mode, value, precision, source, may };
}
