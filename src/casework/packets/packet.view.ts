import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { Packet } from './packet.entity.js';
import type { Rendering } from './packets.enums.js';

/** The record of a packet. */
export class PacketView {
  readonly id!: string;
  /** The complaint; null for a packet of an investigation. */
  readonly complaintId!: string | null;
  readonly complaint!: ComplaintReference | null;
  /** The investigation; null for a packet of a complaint. */
  readonly investigationId!: string | null;
  readonly rendering!: Rendering;
  readonly recipient!: string;
  /** Purpose of the packet, as entered in the disclosure log. */
  readonly purpose!: string;
  /** Number of complaints in the packet. */
  readonly complaints!: number;
  /** Size of the archive in bytes. */
  readonly bytes!: number;
  /**
   * SHA-256 of the archive, which identifies it.
   * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
   */
  readonly sha256!: string;
  /**
   * The account that made it.
   * @format uuid
   */
  readonly createdBy!: string;
  readonly createdByPerson!: PersonView;
  /** Time at which it was made. */
  readonly createdAt!: string;
}

/** A page of packets. */
export class PacketPage {
  readonly items!: PacketView[];
  readonly nextCursor!: string | null;
}

export interface MadePacket {
  readonly packet: Packet;
  readonly name: string;
  readonly archive: Uint8Array;
}

export function toPacketView(packet: Packet): PacketView {
  const { id, complaintId, investigationId, rendering, recipient, purpose, complaints, bytes, createdBy } = packet;
  const fields = {
    id,
    complaintId,
    complaint: nameComplaint(complaintId),
    investigationId,
    rendering,
    recipient,
    purpose,
    complaints,
    bytes,
  };
  return {
    ...fields,
    sha256: packet.sha256.toString('hex'),
    createdBy,
    createdByPerson: namePerson(createdBy),
    createdAt: packet.createdAt.toISOString(),
  };
}
