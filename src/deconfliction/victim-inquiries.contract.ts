import { IsUUID } from 'class-validator';
import { Omittable } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { InquiryWay } from './deconfliction.words.js';
import type { VictimInquiry } from './victim-inquiry.entity.js';

/** Filters of the list of inquiries, the latest first. */
export class VictimInquiriesQuery extends PageQuery {
  /** Only those about identifiers of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
}

/** An inquiry of a unit of the task force about an identifier of a victim of this complaint. The unit was answered as if nobody had it. */
export class VictimInquiryView {
  /** @format uuid */
  readonly id!: string;
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The complaint that holds the identifier.
   * @format uuid
   */
  readonly complaintId!: string;
  /**
   * The identifier, of that complaint.
   * @format uuid
   */
  readonly identifierId!: string;
  /** Whether a check asked about it, or an entry of the subject index was to be found by it. */
  readonly via!: InquiryWay;
  /**
   * The agency that asked.
   * @format uuid
   */
  readonly askingAgencyId!: string;
  /**
   * The account that asked.
   * @format uuid
   */
  readonly askedBy!: string;
  /** The instant of the inquiry. */
  readonly askedAt!: Date;
}

/** A part of a list of inquiries. */
export class VictimInquiryPage {
  readonly items!: VictimInquiryView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function viewOf(inquiry: VictimInquiry): VictimInquiryView {
  const { id, taskForceId, complaintId, identifierId, via, askingAgencyId, askedBy, askedAt } = inquiry;
  return { id, taskForceId, complaintId, identifierId, via, askingAgencyId, askedBy, askedAt };
}
