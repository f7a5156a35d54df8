import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import {
  complaintSources,
  type ComplaintSource,
  type ComplaintState,
  type Priority,
} from '../../complaints/complaints.words.js';
import { IsDay, Omittable, Whole, YesOrNo } from '../../platform/http/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { Dimensions } from '../dimensions.js';
import { PeriodQuery } from '../period.contract.js';
import { AgencyName, ScopeView, TaskForceName } from '../reports.contract.js';
import { TargetHours, usualTargets } from './target-hours.js';
import { Timings } from './timings.contract.js';
import { timingKeys, type TimingKey } from './timings.js';

/** What the clocks of a period can be told apart by. */
export const timelinessDimensions = ['taskForce', 'agency', 'priority', 'source', 'month'] as const;
export type TimelinessDimension = (typeof timelinessDimensions)[number];

/** Which clocks: that stopped on which days, told apart by what, for whom. */
export class TimelinessQuery extends PeriodQuery {
  /** What the rows are told apart by: up to three, with commas between. Without it there are no rows, only the whole. */
  @Omittable() @Dimensions(timelinessDimensions, 'priority,month') readonly by?: readonly TimelinessDimension[];
  /** Only complaints of this task force. */
  @Omittable() @IsUUID() readonly taskForceId?: string;
  /** Only complaints of this agency. */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /** From an agency's seat: all of its task force. That does not tell its agencies apart. */
  @Omittable() @IsIn(['taskForce']) readonly scope?: 'taskForce';
  /** The hours that tiers 1 to 4 allow, with commas between, where they are to be others than usual. */
  @Omittable() @TargetHours() readonly targetHours?: readonly number[];
}

/** What a clock is, in words. */
export class TimingDefinition {
  /**
   * The clock.
   * @example triage
   */
  readonly of!: string;
  /**
   * What begins it.
   * @example The instant at which the complaint was received.
   */
  readonly begins!: string;
  /**
   * What stops it, and places it in a period.
   * @example The first triage of the cycle.
   */
  readonly stops!: string;
  /**
   * What it does not count.
   * @example The time on hold.
   */
  readonly pauses!: string;
}

/** The clocks of one combination of what was asked for; what was not asked for is null. */
export class TimelinessRow {
  readonly taskForce!: TaskForceName | null;
  readonly agency!: AgencyName | null;
  /** Also null where somebody was given it before there was a tier. */
  readonly priority!: Priority | null;
  readonly source!: ComplaintSource | null;
  /**
   * The month, where that was asked for.
   * @example 2018-05
   */
  readonly month!: string | null;
  readonly timings!: Timings;
}

/** How long the steps took that were done in a period. */
export class TimelinessView {
  /**
   * The first day.
   * @example 2018-03-01
   * @format date
   */
  readonly from!: string;
  /**
   * The day after the last.
   * @example 2018-06-01
   * @format date
   */
  readonly until!: string;
  /** What the rows are told apart by. */
  @ApiProperty({ enum: timelinessDimensions, isArray: true }) readonly by!: readonly TimelinessDimension[];
  readonly scope!: ScopeView;
  /**
   * When it was counted.
   * @format date-time
   */
  readonly generatedAt!: string;
  /** The hours that tiers 1 to 4 allowed in it. */
  @ApiProperty({ type: 'array', items: { type: 'integer' }, example: usualTargets })
  readonly targetHours!: readonly number[];
  /**
   * How far a median or p90 may be off, as a part of it. Counts are exact.
   * @format double
   * @example 0.025
   */
  readonly relativeError!: number;
  /**
   * What all clocks have in common.
   * @example A clock that stopped in the period counts, at the agency that owns the complaint now.
   */
  readonly rules!: string;
  readonly definitions!: TimingDefinition[];
  readonly timings!: Timings;
  readonly rows!: TimelinessRow[];
}

/** Which complaints to list by a clock of theirs that stopped, the latest stopped first. */
export class TimedComplaintsQuery extends PageQuery {
  /**
   * The first day.
   * @example 2018-03-01
   */
  @IsDay() readonly from!: string;
  /**
   * The day after the last: the period runs up to it, without it.
   * @example 2018-06-01
   */
  @IsDay() readonly until!: string;
  /**
   * Which clock.
   * @example triage
   */
  @IsIn(timingKeys) readonly measure!: TimingKey;
  /** Only complaints of this agency. */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /** Only those of this tier. */
  @Omittable() @Whole(1, 4) readonly priority?: number;
  /** Only those of this source. */
  @Omittable() @IsIn(complaintSources) readonly source?: ComplaintSource;
  /** Only those that took longer than their tier allows. */
  @Omittable() @YesOrNo() readonly pastTarget?: boolean;
  /** The hours that tiers 1 to 4 allow, with commas between, where they are to be others than usual. */
  @Omittable() @TargetHours() readonly targetHours?: readonly number[];
}

/** A clock that stopped, and the complaint it is of. */
export class TimedComplaint {
  /** @format uuid */
  readonly complaintId!: string;
  /**
   * What people call it by.
   * @example NE-000417
   */
  readonly reference!: string;
  /** Where it is now. */
  readonly state!: ComplaintState;
  readonly priority!: Priority | null;
  readonly source!: ComplaintSource;
  /**
   * The agency that owns it now.
   * @format uuid
   */
  readonly agencyId!: string;
  /**
   * In which of its cycles.
   * @example 1
   */
  readonly cycle!: number;
  /**
   * The day the clock stopped.
   * @format date
   */
  readonly stoppedOn!: string;
  /**
   * How long it ran.
   * @example 5400
   */
  readonly wallSeconds!: number;
  /**
   * How long of that the complaint was not on hold.
   * @example 5400
   */
  readonly workingSeconds!: number;
  /** Whether that is more than its tier allows. */
  readonly isPastTarget!: boolean;
}

/** A part of the complaints whose clock stopped. */
export class TimedComplaintPage {
  readonly items!: TimedComplaint[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}
