import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import { daysBetween, type Day } from '../../platform/time/calendar.js';
import { toExpiryBand, type PreservationKind, type ExpiringPreservationBand } from './preservations.enums.js';

/** Preservation that expires soon, or has expired. */
export class ExpiringPreservationView {
  readonly kind!: PreservationKind;
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  /**
   * Number of the complaint, for people.
   * @example NE-000417
   */
  readonly reference!: string;
  /** Preservation request; null for the report of a provider, which has no request. */
  readonly preservationId!: string | null;
  /** Provider that preserves; null if it is the provider that reported. */
  readonly provider!: string | null;
  /** Day until at least which the provider preserves. A provider may preserve its own report longer. */
  readonly runsOutOn!: string;
  /**
   * Whether the period is counted from the receipt, because it is unknown when NCMEC received the report. It may then end
   * sooner.
   */
  readonly isAssumed!: boolean;
  /**
   * Number of days left; negative after the last day.
   * @example 12
   */
  readonly daysLeft!: number;
  readonly band!: ExpiringPreservationBand;
}

/** Page of expiring preservations, soonest first. */
export class ExpiringPreservationPage {
  readonly items!: ExpiringPreservationView[];
  readonly nextCursor!: string | null;
}

/** Expiring preservation in the form in which the database returns it. */
export interface ExpiringPreservationRow {
  /** Id of the complaint or the request. */
  readonly id: string;
  readonly kind: PreservationKind;
  readonly complaint_id: string;
  readonly reference: string;
  readonly provider: string | null;
  readonly runs_out_on: string;
  readonly is_assumed: boolean;
}

export function toExpiringPreservationView(row: ExpiringPreservationRow, today: Day): ExpiringPreservationView {
  const { id, kind, complaint_id: complaintId, reference, provider } = row;
  const { runs_out_on: runsOutOn, is_assumed: isAssumed } = row;
  const daysLeft = daysBetween({ from: today, until: runsOutOn });
  const preservationId = kind === 'preservation_request' ? id : null;
  const ending = { runsOutOn, isAssumed, daysLeft, band: toExpiryBand(daysLeft) };
  return { kind, complaintId, complaint: nameComplaint(complaintId), reference, preservationId, provider, ...ending };
}
