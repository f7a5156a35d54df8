import { IsIn } from 'class-validator';
import { dispositionCodes, type DispositionCode } from '../../../casework/complaints/complaints.enums.js';
import { IsId, IsDay, Omittable } from '../../../platform/validation/input.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { PeriodQuery } from '../period.request.js';
import { unworkedReasons, unworkedTiers, type UnworkedReason, type UnworkedTier } from './unworked.enums.js';

/** Scope of the unworked complaints, and the period of those that were closed. */
export class UnworkedQuery extends PeriodQuery {
  /** Task force of the complaints. */
  @Omittable() @IsId() readonly taskForceId?: string;
  /** Agency of the complaints. */
  @Omittable() @IsId() readonly agencyId?: string;
  /** `taskForce` gives an agency the numbers of its whole task force. */
  @Omittable() @IsIn(['taskForce']) readonly scope?: 'taskForce';
}

/** Filters of the list of unworked complaints, the earliest received first. */
export class UnworkedComplaintsQuery extends PageQuery {
  /**
   * First day of the period of the closed complaints.
   * @example 2018-03-01
   */
  @IsDay() readonly from!: string;
  /**
   * Day after the last day of the period.
   * @example 2018-06-01
   */
  @IsDay() readonly until!: string;
  /** Agency of the complaints. */
  @Omittable() @IsId() readonly agencyId?: string;
  /** Tier of the complaints; `none` for those without a tier. */
  @Omittable() @IsIn(unworkedTiers) readonly priority?: UnworkedTier;
  /** Reason why nobody works them. */
  @Omittable() @IsIn(unworkedReasons) readonly reason?: UnworkedReason;
  /** Disposition of the closed complaints. */
  @Omittable() @IsIn(dispositionCodes) readonly disposition?: DispositionCode;
}
