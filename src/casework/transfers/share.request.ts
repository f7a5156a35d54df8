import { IsBoolean, IsIn } from 'class-validator';
import { IsId, IsDay, Nullable, Omittable, Text, BooleanText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { directions, transferBases, type Direction, type TransferBasis } from './transfers.enums.js';

/** Read access for another agency to one complaint, until a day. */
export class GrantShare {
  /** Complaint, which your agency or task force owns. */
  @IsId() readonly complaintId!: string;
  /** Agency that is to read it; it has an agreement (MOU) in force. */
  @IsId() readonly agencyId!: string;
  /**
   * Last day of the share, at most a year away.
   * @example 2018-08-31
   */
  @IsDay() readonly until!: string;
  /**
   * Whether suspects' names are included. Juveniles' names never are.
   * @example false
   */
  @IsBoolean() readonly includesNames!: boolean;
  /**
   * Basis in 18 U.S.C. 2258A(g)(2)(A) on which a provider's report is disclosed. It can be omitted if no provider
   * reported.
   * @example state_official
   */
  @Omittable() @Nullable() @IsIn(transferBases) readonly disclosureBasis?: TransferBasis | null;
  /**
   * Reason of the share. The disclosure log contains it.
   * @example They work the same account in another county.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Early end of a share. */
export class EndShare {
  /**
   * Reason of the end; both sides read it.
   * @example Their case is closed.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Filters of the list, latest first. */
export class SharesQuery extends PageQuery {
  /** Only shares that your seat received, or only those it gave. */
  @Omittable() @IsIn(directions) readonly direction?: Direction;
  /** Only shares in force today (true), or only others (false). */
  @Omittable() @BooleanText() readonly active?: boolean;
  /** Only shares of this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
}
