import { Omittable, Whole } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import { daysBetween, type Day } from '../platform/time/calendar.js';
import { bandOf, type PreservationKind, type RunningOutBand } from './desk.words.js';

/** How far ahead and how far back to look. */
export class RunningOutQuery extends PageQuery {
  /**
   * What runs out within so many days from today; 60 if left out.
   * @example 60
   */
  @Omittable() @Whole(0, 60) readonly within: number = 60;
  /**
   * And what ran out in so many days before today; 30 if left out.
   * @example 30
   */
  @Omittable() @Whole(0, 365) readonly past: number = 30;
}

/** Something a provider preserves, and will not for long. */
export class RunningOutView {
  /** The year a provider keeps what it reported, or a request to preserve an account. */
  readonly kind!: PreservationKind;
  /**
   * The complaint.
   * @format uuid
   */
  readonly complaintId!: string;
  /**
   * What people call the complaint by.
   * @example NE-000417
   */
  readonly reference!: string;
  /**
   * The request to preserve; null for the year of a CyberTip, which hangs on no request.
   * @format uuid
   */
  readonly preservationId!: string | null;
  /** Who preserves; null where it is whoever reported. */
  readonly provider!: string | null;
  /**
   * The last day it is preserved.
   * @format date
   */
  readonly runsOutOn!: string;
  /** Nobody said when the provider submitted its report, so its year is counted from the day it was received, and may end sooner. */
  readonly isAssumed!: boolean;
  /**
   * How many days are left; negative when it has run out.
   * @example 12
   */
  readonly daysLeft!: number;
  /** How soon that is. */
  readonly band!: RunningOutBand;
}

/** A part of what runs out, soonest first. */
export class RunningOutPage {
  readonly items!: RunningOutView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A preservation that ends soon, as the database tells it. */
export interface RunningOutRow {
  /** Of the complaint or the request. */
  readonly id: string;
  readonly kind: PreservationKind;
  readonly complaint_id: string;
  readonly reference: string;
  readonly provider: string | null;
  readonly runs_out_on: string;
  readonly is_assumed: boolean;
}

export function viewOf(row: RunningOutRow, today: Day): RunningOutView {
  const { id, kind, complaint_id: complaintId, reference, provider } = row;
  const { runs_out_on: runsOutOn, is_assumed: isAssumed } = row;
  const daysLeft = daysBetween({ from: today, until: runsOutOn });
  const preservationId = kind === 'preservation_request' ? id : null;
  const ending = { runsOutOn, isAssumed, daysLeft, band: bandOf(daysLeft) };
  return { kind, complaintId, reference, preservationId, provider, ...ending };
}
