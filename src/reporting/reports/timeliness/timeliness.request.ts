import { IsIn } from 'class-validator';
import { complaintSources, type ComplaintSource } from '../../../casework/complaints/complaints.enums.js';
import { IsId, IsDay, Omittable, IntegerText, BooleanText } from '../../../platform/validation/input.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { Dimensions } from '../dimensions.decorator.js';
import { PeriodQuery } from '../period.request.js';
import { TargetHours } from './target-hours.decorator.js';
import { timingKeys, type TimingKey } from './timing-measures.js';

/** Way to break the times of a period down. */
export const timelinessDimensions = ['taskForce', 'agency', 'priority', 'source', 'month'] as const;

export type TimelinessDimension = (typeof timelinessDimensions)[number];

/** Period, dimensions and scope of stopped clocks. */
export class TimelinessQuery extends PeriodQuery {
  /** Dimensions that break the numbers down into rows: up to three, separated by commas. Without it, there are no rows. */
  @Omittable() @Dimensions(timelinessDimensions, 'priority,month') readonly by?: readonly TimelinessDimension[];
  /** Task force of the complaints. */
  @Omittable() @IsId() readonly taskForceId?: string;
  /** Agency of the complaints. */
  @Omittable() @IsId() readonly agencyId?: string;
  /** `taskForce` gives an agency the numbers of its whole task force. They cannot be broken down by agency. */
  @Omittable() @IsIn(['taskForce']) readonly scope?: 'taskForce';
  /** Target hours of tiers 1 to 4, separated by commas, in place of the usual ones. */
  @Omittable() @TargetHours() readonly targetHours?: readonly number[];
}

/** Filters of the list of complaints with a stopped clock, the latest stop first. */
export class TimedComplaintsQuery extends PageQuery {
  /**
   * First day of the period.
   * @example 2018-03-01
   */
  @IsDay() readonly from!: string;
  /**
   * Day after the last day of the period.
   * @example 2018-06-01
   */
  @IsDay() readonly until!: string;
  /**
   * Key of the clock whose complaints are listed.
   * @example triage
   */
  @IsIn(timingKeys) readonly measure!: TimingKey;
  /** Agency of the complaints. */
  @Omittable() @IsId() readonly agencyId?: string;
  /** Tier of the complaints. */
  @Omittable() @IntegerText(1, 4) readonly priority?: number;
  /** Source of the complaints. */
  @Omittable() @IsIn(complaintSources) readonly source?: ComplaintSource;
  /** Whether to list only complaints that exceeded the target of their tier. */
  @Omittable() @BooleanText() readonly pastTarget?: boolean;
  /** Target hours of tiers 1 to 4, separated by commas, in place of the usual ones. */
  @Omittable() @TargetHours() readonly targetHours?: readonly number[];
}
