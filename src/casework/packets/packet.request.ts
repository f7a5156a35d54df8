import { IsIn } from 'class-validator';
import { disclosureBases, type DisclosureBasis } from '../disclosures/disclosures.enums.js';
import { IsId, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { renderings, type Rendering } from './packets.enums.js';

/** A request for a packet of either a complaint or an investigation. */
export class MakePacket {
  /**
   * A complaint that the caller may work.
   * @example 01890a5d-3e4f-7c8f-b2c6-7a91b2e3f4a5
   */
  @Omittable() @IsId() readonly complaintId?: string;
  /**
   * An investigation. The packet contains each of its visible complaints and those merged into them. The caller must be
   * allowed to work each.
   */
  @Omittable() @IsId() readonly investigationId?: string;
  /**
   * `sealed` omits nothing. `redacted` omits content about a child, free text, and the identity of a juvenile suspect.
   * @example redacted
   */
  @IsIn(renderings) readonly rendering!: Rendering;
  /**
   * Person or office that receives the packet, for the disclosure log.
   * @example United States Attorney, District of Nebraska
   */
  @Text({ max: 300 }) readonly recipient!: string;
  /**
   * The legal basis under 18 U.S.C. 2258A(g)(2)(A). `not_tip_content` is for content that no provider reported.
   * @example government_attorney
   */
  @IsIn(disclosureBases) readonly basis!: DisclosureBasis;
  /**
   * The purpose, for the disclosure log.
   * @example Filing of the complaint under seal.
   */
  @Text({ max: 1000, multiline: true }) readonly purpose!: string;
}

/** Filters of the list of packets, latest first. */
export class PacketsQuery extends PageQuery {
  /** Only packets of this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
  /** Only packets of this investigation. */
  @Omittable() @IsId() readonly investigationId?: string;
}
