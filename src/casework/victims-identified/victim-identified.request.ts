import { IsBoolean, IsIn } from 'class-validator';
import { IsId, IsDay, Omittable } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import {
  abuseTimings,
  safeguardingStatuses,
  type AbuseTiming,
  type SafeguardingStatus,
} from './victims-identified.enums.js';

/** Identification of a child. It has no field for the identity; the tracker assigns a pseudonym. */
export class IdentifyVictim {
  /** Complaint. The caller must be allowed to work on it. */
  @IsId() readonly complaintId!: string;
  /** @example ongoing */
  @IsIn(abuseTimings) readonly abuseTiming!: AbuseTiming;
  /**
   * Whether abuse material of the child was produced.
   * @example false
   */
  @IsBoolean() readonly productionVictim!: boolean;
  /** @example located */
  @IsIn(safeguardingStatuses) readonly safeguardingStatus!: SafeguardingStatus;
  /**
   * Day on which the child was identified. It may precede the receipt of the complaint.
   * @example 2018-05-14
   */
  @IsDay() readonly identifiedOn!: string;
  /**
   * Agency that identified the child. If omitted, it is your own, or the complaint's if you are at a task force's seat.
   * At an agency's seat you can name your own agency or one that owns or works the complaint.
   */
  @Omittable() @IsId() readonly agencyId?: string;
}

/** Filters of the list, latest identification first. */
export class VictimsIdentifiedQuery extends PageQuery {
  /** Only identified victims of this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
}
