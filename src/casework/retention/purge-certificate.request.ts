import { IsId, Omittable } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';

/** Filters of the list of certificates, latest first. */
export class PurgeCertificatesQuery extends PageQuery {
  /** Only the certificate of this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
}
