import { IsIn, IsUUID } from 'class-validator';
import { ListOf, Omittable, BooleanText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { recertificationDecisions, type RecertificationDecision } from './accounts.enums.js';

/** Filters of the list of reviews, newest first. */
export class RecertificationsQuery extends PageQuery {
  /** Limits the list to signed-off reviews, or to open ones. */
  @Omittable() @BooleanText() readonly signedOff?: boolean;
}

/** Filters of the accounts of a review. */
export class LinesQuery extends PageQuery {
  /** Limits the list to decided accounts, or to undecided ones. */
  @Omittable() @BooleanText() readonly decided?: boolean;
}

/** Decision on one account. */
export class LineDecision {
  /**
   * Account that the decision is about.
   * @example 01890a5d-3e4f-7c8f-b2c6-7a91b2e3f4a5
   */
  @IsUUID() readonly accountId!: string;
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
