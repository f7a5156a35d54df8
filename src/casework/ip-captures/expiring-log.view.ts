import { daysBetween, type Day } from '../../platform/time/calendar.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import { CarrierView } from './carrier.view.js';

/** Use of an IP address whose logs at the carrier end soon, or have ended. It does not show the address. */
export class ExpiringLogView {
  /** IP capture. */
  readonly id!: string;
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  readonly carrier!: CarrierView;
  /** Time at which the address was in use. */
  readonly observedAt!: string;
  /**
   * Last day, in the zone of the task force, on which the carrier keeps the logs of the use.
   * @format date
   * @example 2026-05-10
   */
  readonly logsKeptUntil!: string;
  /**
   * Number of days left; negative after the last day, when the logs are perhaps gone.
   * @example 12
   */
  readonly daysLeft!: number;
}

/** Page of IP captures whose logs end soon, soonest first. */
export class ExpiringLogPage {
  readonly items!: ExpiringLogView[];
  readonly nextCursor!: string | null;
}

/** Expiring log in the form in which the database returns it. */
export interface ExpiringLogRow {
  readonly id: string;
  readonly complaint_id: string;
  readonly observed_at: Date;
  readonly carrier_id: string;
  readonly carrier_name: string;
  readonly retention_days: number;
  readonly is_confirmed: boolean;
  readonly kept_until: Day;
}

export function toExpiringLogView(row: ExpiringLogRow, today: Day): ExpiringLogView {
  const { id, complaint_id: complaintId, observed_at: observedAt, kept_until: logsKeptUntil } = row;
  const { carrier_id: carrierId, carrier_name: name, retention_days: retentionDays, is_confirmed: isConfirmed } = row;
  return {
    id,
    complaintId,
    complaint: nameComplaint(complaintId),
    carrier: { id: carrierId, name, retentionDays, isConfirmed },
    observedAt: observedAt.toISOString(),
    logsKeptUntil,
    daysLeft: daysBetween({ from: today, until: logsKeptUntil }),
  };
}
