import { allows } from '../../access/permissions.js';
import type { Actor } from '../../platform/actor/actor.js';
import { extendView } from '../../platform/http/extend-view.js';
import type { Day } from '../../platform/time/calendar.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import type { Identifier } from '../identifiers/identifier.entity.js';
import type { IdentifierKind } from '../identifiers/identifiers.enums.js';
import { IdentifierView, toIdentifierView } from '../identifiers/identifier.view.js';
import { findLogsEnd } from '../providers/log-retention.js';
import type { Provider } from '../providers/provider.entity.js';
import { CarrierView } from './carrier.view.js';

/** Actions that the reader may take. */
export class IpCaptureMay {
  /** Whether the reader may confirm or remove the carrier. */
  readonly confirmCarrier!: boolean;
}

/** Use of an IP address in a complaint, with the carrier and the end of its logs. */
export class IpCaptureView extends IdentifierView {
  /** @example ip */
  override readonly kind!: IdentifierKind;
  /** @example null */
  override readonly platform!: string | null;
  /**
   * Address as found.
   * @example 192.0.2.44
   */
  override readonly raw!: string;
  /**
   * Uniform spelling of the address.
   * @example 192.0.2.44
   */
  override readonly normalised!: string;
  /** Carrier that a person confirmed; null until then. No table of addresses sets it. */
  readonly carrier!: CarrierView | null;
  /**
   * Last day on which the carrier keeps the logs of the use, by its period in the directory, in the zone of the task
   * force. Null if the carrier, its period or the time of the use is not known.
   * @format date
   * @example 2026-05-10
   */
  readonly logsKeptUntil!: string | null;
  /** Whether that day is past, so that the logs are perhaps gone; null without the day. */
  readonly areLogsPerhapsGone!: boolean | null;
  readonly may!: IpCaptureMay;
}

/** Page of the IP captures of a complaint. */
export class IpCapturePage {
  readonly items!: IpCaptureView[];
  readonly nextCursor!: string | null;
}

/** IP capture with its complaint and carrier. */
export interface IpCapture {
  readonly identifier: Identifier;
  readonly complaint: Complaint;
  readonly carrier: Provider | null;
  readonly zone: string;
  readonly today: Day;
}

export function toIpCaptureView(capture: IpCapture, actor: Actor): IpCaptureView {
  const { identifier, complaint, carrier, zone, today } = capture;
  const logsKeptUntil = findLogsEnd(identifier.observedAt, carrier, zone);
  const mayRecord = allows(actor.role, 'identifiers:record') && complaintPolicy.work(actor, complaint);
  return extendView(toIdentifierView(identifier), {
    carrier: carrier && toCarrierView(carrier),
    logsKeptUntil,
    areLogsPerhapsGone: logsKeptUntil === null ? null : logsKeptUntil < today,
    may: { confirmCarrier: mayRecord && identifier.voidedAt === null && !complaint.isExpunged },
  });
}

function toCarrierView({ id, name, retentionDays, confirmedAt }: Provider): CarrierView {
  return { id, name, retentionDays, isConfirmed: confirmedAt !== null };
}
