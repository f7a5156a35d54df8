import { IsIn } from 'class-validator';
import { IsId, IsDay, IsInstant, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { disclosureBases, type DisclosureBasis } from './disclosures.enums.js';

/** Disclosure made outside the tracker, recorded manually. */
export class RecordDisclosure {
  /** Complaint. The caller must be allowed to work on it. */
  @IsId() readonly complaintId!: string;
  /**
   * Person or office that received the content.
   * @example Field office of a federal agency, Omaha
   */
  @Text({ max: 300 }) readonly recipient!: string;
  /**
   * Basis in 18 U.S.C. 2258A(g)(2)(A). `not_tip_content` is for content that no provider reported.
   * @example assisting_federal_attorney
   */
  @IsIn(disclosureBases) readonly basis!: DisclosureBasis;
  /**
   * Disclosed content, and the purpose.
   * @example The account names, for a search warrant in another district.
   */
  @Text({ max: 4000, multiline: true }) readonly purpose!: string;
  /**
   * Time of the disclosure.
   * @example 2018-05-14T10:00:00-05:00
   */
  @IsInstant() readonly disclosedAt!: string;
}

/** Filters of the list, latest first. */
export class DisclosuresQuery extends PageQuery {
  /** Only disclosures of this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
  /**
   * Only disclosures from this day on, in the task force's time zone.
   * @example 2018-01-01
   */
  @Omittable() @IsDay() readonly from?: string;
  /**
   * Only disclosures before this day.
   * @example 2019-01-01
   */
  @Omittable() @IsDay() readonly until?: string;
  /** Only disclosures on this basis. */
  @Omittable() @IsIn(disclosureBases) readonly basis?: DisclosureBasis;
}
