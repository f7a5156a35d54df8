import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import {
  complaintSources,
  complaintStates,
  type ComplaintSource,
  type ComplaintState,
  type Priority,
} from '../../complaints/complaints.words.js';
import { Omittable, Whole } from '../../platform/http/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { Dimensions } from '../dimensions.js';
import { AgencyName, ScopeView, TaskForceName } from '../reports.contract.js';
import { TargetHours, usualTargets } from './target-hours.js';
import { ages, concerns, type Age, type WaitingConcern } from './waiting.js';

/** What the backlog can be told apart by, besides state and age. */
export const backlogDimensions = ['taskForce', 'agency', 'priority', 'source', 'state'] as const;
export type BacklogDimension = (typeof backlogDimensions)[number];

/** Whose backlog, told apart by what. */
export class BacklogQuery {
  /** What the rows are told apart by: up to three, with commas between. Without it there are no rows, only the whole. */
  @Omittable() @Dimensions(backlogDimensions, 'agency,state') readonly by?: readonly BacklogDimension[];
  /** Only complaints of this task force. */
  @Omittable() @IsUUID() readonly taskForceId?: string;
  /** Only complaints of this agency. */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /** From an agency's seat: all of its task force. That does not tell its agencies apart. */
  @Omittable() @IsIn(['taskForce']) readonly scope?: 'taskForce';
  /** The hours that tiers 1 to 4 allow, with commas between, where they are to be others than usual. */
  @Omittable() @TargetHours() readonly targetHours?: readonly number[];
}

/** How many open complaints are of an age. */
export class AgeCount {
  /** In days. */
  @ApiProperty({ enum: ages }) readonly age!: Age;
  /**
   * How many.
   * @example 12
   */
  readonly complaints!: number;
}

/** How many complaints are open, how old they are, and what is pressing about them. */
export class Backlog {
  /**
   * All of them.
   * @example 84
   */
  readonly open!: number;
  /** They add up to that. */
  readonly ages!: AgeCount[];
  /**
   * Not assigned, and past what their tier allows.
   * @example 3
   */
  readonly pastTarget!: number;
  /**
   * Those as a part of all; null where nothing is open.
   * @format double
   * @example 0.036
   */
  readonly pastTargetShare!: number | null;
  /**
   * Past the instant by which they were to be worked.
   * @example 5
   */
  readonly overdue!: number;
  /**
   * Not triaged, and preserved by the provider for less than 60 days more.
   * @example 1
   */
  readonly runningOut!: number;
  /**
   * Not triaged, and not preserved any longer.
   * @example 0
   */
  readonly runOut!: number;
}

/** What is open in one state. */
export class BacklogOfState {
  readonly state!: ComplaintState;
  readonly backlog!: Backlog;
}

/** What is open of one combination of what was asked for; what was not asked for is null. */
export class BacklogRow {
  readonly taskForce!: TaskForceName | null;
  readonly agency!: AgencyName | null;
  /** Also null before triage. */
  readonly priority!: Priority | null;
  readonly source!: ComplaintSource | null;
  readonly state!: ComplaintState | null;
  readonly backlog!: Backlog;
}

/** What each number of the backlog is, in words. */
export class BacklogRules {
  /**
   * What is counted.
   * @example Complaints that are neither closed nor merged into another.
   */
  readonly open!: string;
  /**
   * What an age is counted from.
   * @example Days since the complaint was received or, in a later cycle, reopened.
   */
  readonly age!: string;
  /**
   * What is past what its tier allows.
   * @example Not assigned in this cycle, while its working time is more than the hours that its tier allows.
   */
  readonly pastTarget!: string;
  /**
   * What is overdue.
   * @example Past the instant by which it was to be worked.
   */
  readonly overdue!: string;
  /**
   * What will not be preserved for long.
   * @example Not triaged, while the provider preserves what it reported for less than 60 days more.
   */
  readonly runningOut!: string;
  /**
   * What is preserved no longer.
   * @example Not triaged, and the provider preserves what it reported no longer.
   */
  readonly runOut!: string;
}

/** What is open now. */
export class BacklogView {
  /** What the rows are told apart by. */
  @ApiProperty({ enum: backlogDimensions, isArray: true }) readonly by!: readonly BacklogDimension[];
  readonly scope!: ScopeView;
  /**
   * The instant that it is of.
   * @format date-time
   */
  readonly generatedAt!: string;
  /** The hours that tiers 1 to 4 allowed in it. */
  @ApiProperty({ type: 'array', items: { type: 'integer' }, example: usualTargets })
  readonly targetHours!: readonly number[];
  readonly definitions!: BacklogRules;
  readonly backlog!: Backlog;
  /** By where they are on their way; they add up to the whole. */
  readonly states!: BacklogOfState[];
  /** They add up to the whole, too. */
  readonly rows!: BacklogRow[];
}

/** Which open complaints to list, those received first before all. */
export class WaitingComplaintsQuery extends PageQuery {
  /** Only complaints of this agency. */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /** Only those of this tier. */
  @Omittable() @Whole(1, 4) readonly priority?: number;
  /** Only those of this source. */
  @Omittable() @IsIn(complaintSources) readonly source?: ComplaintSource;
  /** Only those in this state. */
  @Omittable() @IsIn(complaintStates) readonly state?: ComplaintState;
  /** Only those of this age, in days. */
  @Omittable() @IsIn(ages) readonly age?: Age;
  /** Only those about which this is pressing. */
  @Omittable() @IsIn(concerns) readonly concern?: WaitingConcern;
  /** The hours that tiers 1 to 4 allow, with commas between, where they are to be others than usual. */
  @Omittable() @TargetHours() readonly targetHours?: readonly number[];
}

/** An open complaint, and how long it has been waiting. */
export class WaitingComplaint {
  /** @format uuid */
  readonly complaintId!: string;
  /**
   * What people call it by.
   * @example NE-000417
   */
  readonly reference!: string;
  readonly state!: ComplaintState;
  readonly priority!: Priority | null;
  readonly source!: ComplaintSource;
  /**
   * The agency that owns it.
   * @format uuid
   */
  readonly agencyId!: string;
  /**
   * When it was received.
   * @format date-time
   */
  readonly receivedAt!: string;
  /**
   * Days since its cycle began.
   * @example 12
   */
  readonly ageDays!: number;
  /** Not assigned, and past what its tier allows. */
  readonly isPastTarget!: boolean;
  /**
   * By when it is to be worked.
   * @format date-time
   */
  readonly dueAt!: string | null;
  /** Past that. */
  readonly isOverdue!: boolean;
  /**
   * Until when the provider has to preserve what it reported.
   * @format date
   */
  readonly preservedUntil!: string | null;
}

/** A part of what is open. */
export class WaitingComplaintPage {
  readonly items!: WaitingComplaint[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}
