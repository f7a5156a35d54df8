import { PageQuery } from '../../platform/http/paging.js';
import { IsId, IntegerText, Nullable, Omittable } from '../../platform/validation/input.js';

/** Carrier of an address at the time of its use. */
export class ConfirmCarrier {
  /** Entry of the directory of providers; null to remove a carrier that was confirmed in error. */
  @Nullable() @IsId() readonly providerId!: string | null;
}

/** Complaint of the list. */
export class IpCapturesQuery extends PageQuery {
  /** Complaint of the IP captures. */
  @IsId() readonly complaintId!: string;
}

/** Window of the list, in days before and after today. */
export class ExpiringLogsQuery extends PageQuery {
  /**
   * Number of days after today in which the logs end; 40 if omitted.
   * @example 40
   */
  @Omittable() @IntegerText(0, 365) readonly within: number = 40;
  /**
   * Number of days before today in which they ended; none if omitted.
   * @example 0
   */
  @Omittable() @IntegerText(0, 365) readonly past: number = 0;
}
