import { IsIn, IsUUID } from 'class-validator';
import { disclosureBases, type DisclosureBasis } from '../disclosures/disclosures.words.js';
import { Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Packet } from './packet.entity.js';
import { renderings, type Rendering } from './packets.words.js';

/** What a packet is made of, how, for whom and why. Either a complaint or an investigation is named. */
export class MakePacket {
  /**
   * The complaint, which one may work.
   * @example 01890a5d-3e4f-7c8f-b2c6-7a91b2e3f4a5
   */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** The investigation: all of its complaints that one sees, with what was merged into them, each of which one may work. */
  @Omittable() @IsUUID() readonly investigationId?: string;
  /**
   * Sealed tells all. Redacted leaves out what concerns a child, what was told in words, and who a juvenile suspect is.
   * @example redacted
   */
  @IsIn(renderings) readonly rendering!: Rendering;
  /**
   * For whom.
   * @example United States Attorney, District of Nebraska
   */
  @Text({ max: 300 }) readonly recipient!: string;
  /**
   * On what basis of 18 U.S.C. 2258A(g)(2)(A). `not_tip_content` is for what came by no report of a provider.
   * @example government_attorney
   */
  @IsIn(disclosureBases) readonly basis!: DisclosureBasis;
  /**
   * For what; it goes into the log of disclosures.
   * @example Filing of the complaint under seal.
   */
  @Text({ max: 1000, multiline: true }) readonly purpose!: string;
}

/** Which packets to list, the latest made first. */
export class PacketsQuery extends PageQuery {
  /** Only those of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** Only those of this investigation. */
  @Omittable() @IsUUID() readonly investigationId?: string;
}

/** That a packet was made. */
export class PacketView {
  /** @format uuid */
  readonly id!: string;
  /**
   * The complaint it is of; null where it is of an investigation.
   * @format uuid
   */
  readonly complaintId!: string | null;
  /**
   * The investigation it is of; null where it is of a complaint.
   * @format uuid
   */
  readonly investigationId!: string | null;
  readonly rendering!: Rendering;
  /**
   * For whom.
   * @example United States Attorney, District of Nebraska
   */
  readonly recipient!: string;
  /** For what. */
  readonly purpose!: string;
  /** How many complaints it tells of. */
  readonly complaints!: number;
  /** How many bytes the archive had. */
  readonly bytes!: number;
  /**
   * The SHA-256 of the archive, by which it is known again.
   * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
   */
  readonly sha256!: string;
  /**
   * The account that made it.
   * @format uuid
   */
  readonly madeBy!: string;
  /**
   * When it was made.
   * @format date-time
   */
  readonly madeAt!: string;
}

/** A part of a list of packets. */
export class PacketPage {
  readonly items!: PacketView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** An archive, and the record of it. */
export interface MadePacket {
  readonly packet: Packet;
  readonly name: string;
  readonly archive: Uint8Array;
}

export function viewOf(packet: Packet): PacketView {
  const { id, complaintId, investigationId, rendering, recipient, purpose, complaints, bytes, madeBy } = packet;
  const told = { id, complaintId, investigationId, rendering, recipient, purpose, complaints, bytes };
  return { ...told, sha256: packet.sha256.toString('hex'), madeBy, madeAt: packet.madeAt.toISOString() };
}
