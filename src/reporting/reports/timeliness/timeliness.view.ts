import { ApiProperty } from '@nestjs/swagger';
import type { ComplaintSource, ComplaintState, Priority } from '../../../casework/complaints/complaints.enums.js';
import type { AgencyName } from '../../../organization/agencies/agency-name.view.js';
import type { TaskForceName } from '../../../organization/task-forces/task-force-name.view.js';
import { ScopeView } from '../report.view.js';
import { defaultTargetHours } from './target-hours.decorator.js';
import { Timings } from './timings.view.js';
import { timelinessDimensions, TimelinessDimension } from './timeliness.request.js';

/** Definition of a measured time. */
export class TimingDefinition {
  /**
   * Name of the measured time.
   * @example triage
   */
  readonly measure!: string;
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
   * Time that the clock does not count.
   * @example The time on hold.
   */
  readonly pauses!: string;
}

/** Measured times of one row of the breakdown. A value that was not requested is null. */
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
  /** Durations by step of the life of a complaint. */
  readonly timings!: Timings;
}

/** Durations of the steps that were completed in a period. */
export class TimelinessView {
  /**
   * First day of the period.
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
  /** Time of the count. */
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
  /** Durations by step of the life of a complaint, for all rows together. */
  readonly timings!: Timings;
  readonly rows!: TimelinessRow[];
}

/** Stopped clock and its complaint. */
export class TimedComplaint {
  readonly complaintId!: string;
  /**
   * Reference of the complaint.
   * @example NE-000417
   */
  readonly reference!: string;
  readonly state!: ComplaintState;
  readonly priority!: Priority | null;
  readonly source!: ComplaintSource;
  /** Agency that owns it now. */
  readonly agencyId!: string;
  /**
   * Number of the cycle.
   * @example 1
   */
  readonly cycle!: number;
  /** Day on which the clock stopped. */
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
  readonly nextCursor!: string | null;
}
