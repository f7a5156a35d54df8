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
}

export function viewOf(row: RunningOutRow, today: Day): RunningOutView {
  const { id, kind, complaint_id: complaintId, reference, provider, runs_out_on: runsOutOn } = row;
  const daysLeft = daysBetween({ from: today, until: runsOutOn });
  const preservationId = kind === 'preservation_request' ? id : null;
  return { kind, complaintId, reference, preservationId, provider, runsOutOn, daysLeft, band: bandOf(daysLeft) };
}
