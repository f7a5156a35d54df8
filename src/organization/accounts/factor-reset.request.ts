import { IsId, Omittable, Text, BooleanText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';

/** Request for the removal of an account's password and factors. */
export class RequestFactorReset {
  /**
   * Account, which must have a password.
   * @example 01890a5d-3e4f-7c8f-b2c6-7a91b2e3f4a5
   */
  @IsId() readonly accountId!: string;
  /**
   * Reason, and the way in which the owner was identified, for the audit trail.
   * @example Lost the phone; came to the desk with the badge.
   */
  @Text({ max: 500 }) readonly reason!: string;
}

/** Filters of the list of requests, newest first. */
export class FactorResetsQuery extends PageQuery {
  /** Only open requests (true), or only approved and expired ones (false). */
  @Omittable() @BooleanText() readonly open?: boolean;
}
