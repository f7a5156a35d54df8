import { IsId, Integer, IsDay, Nullable, Omittable, Part } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';

/** Number of staff in one role. */
export class StaffInput {
  /**
   * Number of full-time staff.
   * @example 6
   */
  @Integer(0, 100_000) readonly fullTime!: number;
  /**
   * Number of part-time staff.
   * @example 2
   */
  @Integer(0, 100_000) readonly partTime!: number;
}

/** Complete fields of a staffing level. */
export class CorrectStaffingLevel {
  /**
   * First day of the period.
   * @example 2017-10-01
   */
  @IsDay() readonly fromOn!: string;
  /**
   * First day after the period; null while it continues.
   * @example 2018-10-01
   */
  @Nullable() @IsDay() readonly untilOn!: string | null;
  @Part(() => StaffInput) readonly investigators!: StaffInput;
  @Part(() => StaffInput) readonly prosecutors!: StaffInput;
  @Part(() => StaffInput) readonly educationSpecialists!: StaffInput;
  @Part(() => StaffInput) readonly forensicSpecialists!: StaffInput;
}

/** New staffing level of an agency. */
export class RecordStaffingLevel extends CorrectStaffingLevel {
  /**
   * Agency of the staff. Default: your agency. Required if your account belongs to a task force itself.
   * @example 01890a5d-2d3c-7b7e-b1b5-6f80a1d2e3f4
   */
  @Omittable() @IsId() readonly agencyId?: string;
}

/** Filters of the list of staffing levels, latest start first. */
export class StaffingLevelsQuery extends PageQuery {
  /** Limits the list to this agency. */
  @Omittable() @IsId() readonly agencyId?: string;
  /** Limits the list to levels in force on this day. */
  @Omittable() @IsDay() readonly on?: string;
}
