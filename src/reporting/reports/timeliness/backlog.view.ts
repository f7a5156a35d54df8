import { ApiProperty } from '@nestjs/swagger';
import type { ComplaintSource, ComplaintState, Priority } from '../../../casework/complaints/complaints.enums.js';
import type { AgencyName } from '../../../organization/agencies/agency-name.view.js';
import type { TaskForceName } from '../../../organization/task-forces/task-force-name.view.js';
import { ScopeView } from '../report.view.js';
import { defaultTargetHours } from './target-hours.decorator.js';
import { ages, type Age } from './backlog-ages.js';
import { backlogDimensions, BacklogDimension } from './backlog.request.js';

/** Number of open complaints of one age. */
export class AgeCount {
  @ApiProperty({ enum: ages }) readonly age!: Age;
  /**
   * Number of complaints.
   * @example 12
   */
  readonly complaints!: number;
}

/** Open complaints, with their ages and concerns. */
export class Backlog {
  /**
   * Number of open complaints.
   * @example 84
   */
  readonly open!: number;
  /** Open complaints by age, which add up to `open`. */
  readonly ages!: AgeCount[];
  /**
   * Number of complaints that are not assigned and past the target of their tier.
   * @example 3
   */
  readonly pastTarget!: number;
  /**
   * Share of those in the open complaints; null if none is open.
   * @format double
   * @example 0.036
   */
  readonly pastTargetShare!: number | null;
  /**
   * Number of complaints past their due time.
   * @example 5
   */
  readonly overdue!: number;
  /**
   * Number of complaints not triaged and preserved by the provider for less than 60 more days.
   * @example 1
   */
  readonly expiring!: number;
  /**
   * Number of complaints not triaged and no longer preserved.
   * @example 0
   */
  readonly expired!: number;
}

/** Backlog of one state. */
export class BacklogOfState {
  readonly state!: ComplaintState;
  readonly backlog!: Backlog;
}

/** Backlog of one row of the breakdown. A value that was not requested is null. */
export class BacklogRow {
  readonly taskForce!: TaskForceName | null;
  readonly agency!: AgencyName | null;
  /** Tier; also null before triage. */
  readonly priority!: Priority | null;
  readonly source!: ComplaintSource | null;
  readonly state!: ComplaintState | null;
  readonly backlog!: Backlog;
}

/** Definitions of the backlog's numbers. */
export class BacklogRules {
  /**
   * Definition of an open complaint.
   * @example Complaints that are neither closed nor merged into another.
   */
  readonly open!: string;
  /**
   * Definition of the age.
   * @example Days since the complaint was received or, in a later cycle, reopened.
   */
  readonly age!: string;
  /**
   * Definition of past target.
   * @example Not assigned in this cycle, while its working time is more than the hours that its tier allows.
   */
  readonly pastTarget!: string;
  /**
   * Definition of overdue.
   * @example Past the instant by which it was to be worked.
   */
  readonly overdue!: string;
  /**
   * Definition of a preservation that ends soon.
   * @example Not triaged, while the provider preserves what it reported for less than 60 days more.
   */
  readonly expiring!: string;
  /**
   * Definition of a preservation that has ended.
   * @example Not triaged, and the provider preserves what it reported no longer.
   */
  readonly expired!: string;
}

/** Current backlog. */
export class BacklogView {
  /** Dimensions of the rows. */
  @ApiProperty({ enum: backlogDimensions, isArray: true }) readonly by!: readonly BacklogDimension[];
  readonly scope!: ScopeView;
  /** Time of the count. */
  readonly generatedAt!: string;
  /** Target hours of tiers 1 to 4 in this report. */
  @ApiProperty({ type: 'array', items: { type: 'integer' }, example: defaultTargetHours })
  readonly targetHours!: readonly number[];
  readonly definitions!: BacklogRules;
  readonly backlog!: Backlog;
  /** Backlog by state, which adds up to the whole. */
  readonly states!: BacklogOfState[];
  /** Backlog by dimensions, which adds up to the whole. */
  readonly rows!: BacklogRow[];
}

/** Open complaint and its waiting time. */
export class WaitingComplaint {
  readonly complaintId!: string;
  /**
   * Reference of the complaint.
   * @example NE-000417
   */
  readonly reference!: string;
  readonly state!: ComplaintState;
  readonly priority!: Priority | null;
  readonly source!: ComplaintSource;
  /** Agency that owns it. */
  readonly agencyId!: string;
  /** Time of receipt. */
  readonly receivedAt!: string;
  /**
   * Days since its cycle began.
   * @example 12
   */
  readonly ageDays!: number;
  /** Whether it is not assigned and past the target of its tier. */
  readonly isPastTarget!: boolean;
  /** Due time of the work. */
  readonly dueAt!: string | null;
  /** Whether the due time has passed. */
  readonly isOverdue!: boolean;
  /**
   * Day until which the provider must preserve the reported content.
   * @format date
   */
  readonly preservedUntil!: string | null;
}

/** Page of open complaints. */
export class WaitingComplaintPage {
  readonly items!: WaitingComplaint[];
  readonly nextCursor!: string | null;
}
