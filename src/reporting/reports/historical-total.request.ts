import { IsIn } from 'class-validator';
import {
  complaintModes,
  complaintTypes,
  type ComplaintMode,
  type ComplaintType,
} from '../../casework/complaints/complaints.enums.js';
import { IsId, Integer, IsDay, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { measureKeys, type MeasureKey } from './measures/index.js';
import { precisions, type Precision } from './reports.enums.js';

/** Correction of a historical total. */
export class CorrectHistoricalTotal {
  /**
   * Number as published in the source, a count of at least 0.
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
   * Task force of the figure. Default: the whole program at the national seat, the reader's own task force at its
   * seat.
   */
  @Omittable() @Nullable() @IsId() readonly taskForceId?: string | null;
}

/** Filters of the list of historical totals. The latest days come first. */
export class HistoricalTotalsQuery extends PageQuery {
  /** Measure whose figures are listed. */
  @Omittable() @IsIn(measureKeys) readonly measure?: MeasureKey;
  /** Task force whose figures are listed. */
  @Omittable() @IsId() readonly taskForceId?: string;
}
