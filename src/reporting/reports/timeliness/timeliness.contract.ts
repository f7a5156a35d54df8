import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import {
  complaintSources,
  type ComplaintSource,
  type ComplaintState,
  type Priority,
} from '../../../casework/complaints/complaints.enums.js';
import { IsDay, Omittable, IntegerText, BooleanText } from '../../../platform/validation/input.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { Dimensions } from '../dimensions.decorator.js';
import { PeriodQuery } from '../period.contract.js';
import { AgencyName, ScopeView, TaskForceName } from '../reports.contract.js';
import { TargetHours, defaultTargetHours } from './target-hours.decorator.js';
import { Timings } from './timings.contract.js';
import { timingKeys, type TimingKey } from './timing-measures.js';

/** Dimensions of the clocks of a period. */
export const timelinessDimensions = ['taskForce', 'agency', 'priority', 'source', 'month'] as const;
export type TimelinessDimension = (typeof timelinessDimensions)[number];

/** Period, dimensions and scope of stopped clocks. */
export class TimelinessQuery extends PeriodQuery {
  /** Dimensions that break the numbers down into rows: up to three, separated by commas. Without it, there are no rows. */
  @Omittable() @Dimensions(timelinessDimensions, 'priority,month') readonly by?: readonly TimelinessDimension[];
  /** Task force of the complaints. */
  @Omittable() @IsUUID() readonly taskForceId?: string;
  /** Agency of the complaints. */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /** `taskForce` gives an agency the numbers of its whole task force. They cannot be broken down by agency. */
  @Omittable() @IsIn(['taskForce']) readonly scope?: 'taskForce';
  /** Target hours of tiers 1 to 4, separated by commas, in place of the usual ones. */
  @Omittable() @TargetHours() readonly targetHours?: readonly number[];
}

/** Definition of a clock. */
export class TimingDefinition {
  /**
   * Key of the clock.
   * @example triage
   */
  readonly of!: string;
  /**
   * Event that starts it.
   * @example The instant at which the complaint was received.
   */
  readonly begins!: string;
  /**
   * Event that stops it and places it in a period.
   * @example The first triage of the cycle.
   */
  readonly stops!: string;
  /**
   * Time that it does not count.
   * @example The time on hold.
   */
  readonly pauses!: string;
}

/** Clocks of one combination of dimensions. A dimension that was not requested is null. */
export class TimelinessRow {
  readonly taskForce!: TaskForceName | null;
  readonly agency!: AgencyName | null;
  /** Tier; also null for an assignment before there was a tier. */
  readonly priority!: Priority | null;
  readonly source!: ComplaintSource | null;
  /**
   * Month, if requested.
   * @example 2018-05
   */
  readonly month!: string | null;
  readonly timings!: Timings;
}

/** Durations of the steps that were completed in a period. */
export class TimelinessView {
  /**
   * First day.
   * @example 2018-03-01
   * @format date
   */
  readonly from!: string;
  /**
   * Day after the last day.
   * @example 2018-06-01
   * @format date
   */
  readonly until!: string;
  /** Dimensions of the rows. */
  @ApiProperty({ enum: timelinessDimensions, isArray: true }) readonly by!: readonly TimelinessDimension[];
  readonly scope!: ScopeView;
  /**
   * Instant of the count.
   * @format date-time
   */
  readonly generatedAt!: string;
  /** Target hours of tiers 1 to 4 in this report. */
  @ApiProperty({ type: 'array', items: { type: 'integer' }, example: defaultTargetHours })
  readonly targetHours!: readonly number[];
  /**
   * Maximum relative error of a median or p90. Counts are exact.
   * @format double
   * @example 0.025
   */
  readonly relativeError!: number;
  /**
   * Rules common to all clocks.
   * @example A clock that stopped in the period counts, at the agency that owns the complaint now.
   */
  readonly rules!: string;
  readonly definitions!: TimingDefinition[];
  readonly timings!: Timings;
  readonly rows!: TimelinessRow[];
}

/** Filters of the list of complaints with a stopped clock, the latest stop first. */
export class TimedComplaintsQuery extends PageQuery {
  /**
   * First day.
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
  @Omittable() @IsUUID() readonly agencyId?: string;
  /** Tier of the complaints. */
  @Omittable() @IntegerText(1, 4) readonly priority?: number;
  /** Source of the complaints. */
  @Omittable() @IsIn(complaintSources) readonly source?: ComplaintSource;
  /** Whether to list only complaints that exceeded the target of their tier. */
  @Omittable() @BooleanText() readonly pastTarget?: boolean;
  /** Target hours of tiers 1 to 4, separated by commas, in place of the usual ones. */
  @Omittable() @TargetHours() readonly targetHours?: readonly number[];
}

/** Stopped clock and its complaint. */
export class TimedComplaint {
  /** @format uuid */
  readonly complaintId!: string;
  /**
   * Reference of the complaint.
   * @example NE-000417
   */
  readonly reference!: string;
  /** Current state. */
  readonly state!: ComplaintState;
  readonly priority!: Priority | null;
  readonly source!: ComplaintSource;
  /**
   * Agency that owns it now.
   * @format uuid
   */
  readonly agencyId!: string;
  /**
   * Number of the cycle.
   * @example 1
   */
  readonly cycle!: number;
  /**
   * Day on which the clock stopped.
   * @format date
   */
  readonly stoppedOn!: string;
  /**
   * Duration in seconds.
   * @example 5400
   */
  readonly wallSeconds!: number;
  /**
   * Duration in seconds without the time on hold.
   * @example 5400
   */
  readonly workingSeconds!: number;
  /** Whether the duration without holds exceeds the target of its tier. */
  readonly isPastTarget!: boolean;
}

/** Page of complaints with a stopped clock. */
export class TimedComplaintPage {
  readonly items!: TimedComplaint[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}
