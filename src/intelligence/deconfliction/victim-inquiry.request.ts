import { IsId, Omittable } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';

/** Filters of the list of inquiries, latest first. */
export class VictimInquiriesQuery extends PageQuery {
  /** Only inquiries about identifiers of this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
}
