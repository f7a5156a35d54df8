import { IsIn } from 'class-validator';
import { IsId, ListOf, Omittable, BooleanText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { recertificationDecisions, type RecertificationDecision } from './accounts.enums.js';

/** Filters of the list of reviews, newest first. */
export class RecertificationsQuery extends PageQuery {
  /** Only signed-off reviews (true), or only open ones (false). */
  @Omittable() @BooleanText() readonly signedOff?: boolean;
}

/** Filters of the accounts of a review. */
export class LinesQuery extends PageQuery {
  /** Only decided accounts (true), or only undecided ones (false). */
  @Omittable() @BooleanText() readonly decided?: boolean;
}

/** Decision on one account. */
export class LineDecision {
  /**
   * Account that the decision is about.
   * @example 01890a5d-3e4f-7c8f-b2c6-7a91b2e3f4a5
   */
  @IsId() readonly accountId!: string;
  /**
   * Decision: confirm the account, or disable it at once.
   * @example confirmed
   */
  @IsIn(recertificationDecisions) readonly decision!: RecertificationDecision;
}

/** Decisions on accounts of the list, except the caller's own. */
export class DecideLines {
  @ListOf(() => LineDecision, 200, 1) readonly decisions!: LineDecision[];
}
