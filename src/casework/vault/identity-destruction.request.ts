import { IsId, BooleanText, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';

/** A request to destroy a child's identity under an order. */
export class RequestIdentityDestruction {
  /**
   * Id of the child's record.
   * @example 01890a5d-3e4f-7c8f-b2c6-7a91b2e3f4a5
   */
  @IsId() readonly victimId!: string;
  /**
   * The number of the order. It must refer to the child by pseudonym.
   * @example CI-2026-0042
   */
  @Text({ max: 100 }) readonly orderNumber!: string;
  /**
   * The reason, recorded in the audit trail. It must refer to the child by pseudonym.
   * @example Expungement ordered by the district court.
   */
  @Text({ max: 500 }) readonly reason!: string;
}

/** Filters of the list of requests, latest first. */
export class IdentityDestructionsQuery extends PageQuery {
  /** Only requests about this child. */
  @Omittable() @IsId() readonly victimId?: string;
  /** Only requests that wait for a second person (true), or only approved and expired ones (false). */
  @Omittable() @BooleanText() readonly open?: boolean;
}
