import { IsId, Omittable, Text, BooleanText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';

/** The withdrawal of an account's access to identities. */
export class WithdrawIdentityAccess {
  /**
   * Account that loses its access to identities.
   * @example 01890a5d-3e4f-7c8f-b2c6-7a91b2e3f4a5
   */
  @IsId() readonly accountId!: string;
  /**
   * The reason, recorded in the audit trail. It must refer to a child by pseudonym.
   * @example Looked at children of cases that are not theirs.
   */
  @Text({ max: 500 }) readonly reason!: string;
}

/** The reason for restoring access. */
export class RequestRestoration {
  /**
   * The reason, recorded in the audit trail. It must refer to a child by pseudonym.
   * @example Trained again on the second of March.
   */
  @Text({ max: 500 }) readonly reason!: string;
}

/** Filters of the list of withdrawals, latest first. */
export class IdentityAccessWithdrawalsQuery extends PageQuery {
  /** Only withdrawals with restored access (true), or only those without (false). */
  @Omittable() @BooleanText() readonly restored?: boolean;
  /** Only withdrawals with a request to restore access (true), or only those without (false). */
  @Omittable() @BooleanText() readonly restorationRequested?: boolean;
}
