import { IsIn } from 'class-validator';
import { disclosureBases, type DisclosureBasis } from '../../casework/disclosures/disclosures.enums.js';
import { IsDay, Text } from '../../platform/validation/input.js';

/** The period of the outcomes to report, with recipient and legal basis. */
export class ReportTipOutcomes {
  /**
   * First day of receipt, in the task force's time zone.
   * @example 2026-01-01
   */
  @IsDay() readonly from!: string;
  /**
   * Day after the last day of receipt.
   * @example 2026-02-01
   */
  @IsDay() readonly until!: string;
  /**
   * The legal basis of disclosure under 18 U.S.C. 2258A(g)(2)(A). Each tip is recorded in the disclosure log.
   * @example own_agency
   */
  @IsIn(disclosureBases) readonly basis!: DisclosureBasis;
  /**
   * Person or office that receives the outcomes, for the disclosure log.
   * @example National Center for Missing & Exploited Children
   */
  @Text({ max: 300 }) readonly recipient!: string;
}
