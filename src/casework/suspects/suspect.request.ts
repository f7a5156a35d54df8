import { IsBoolean, IsIn } from 'class-validator';
import { FamilyName, IsDay, IsId, Name, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { offenderClasses, type OffenderClass } from './suspects.enums.js';

/** Required fields of a suspect. */
export class SuspectInput {
  /**
   * Offender class, as far as known.
   * @example unknown
   */
  @IsIn(offenderClasses) readonly offenderClass!: OffenderClass;
  /**
   * Whether the suspect was under 18 at the time of the offense. It must agree with the day of birth, if known. The time
   * is the first upload or login in the tip, or else the incident time as reported.
   * @example false
   */
  @IsBoolean() readonly juvenile!: boolean;
  /**
   * Day on which the suspect was identified. It may precede the receipt of the complaint.
   * @example 2018-05-14
   */
  @IsDay() readonly identifiedOn!: string;
}

/** Suspect of a complaint, with name and day of birth if known. */
export class RecordSuspect extends SuspectInput {
  /** Complaint. The caller must be allowed to work on it. */
  @IsId() readonly complaintId!: string;
  /**
   * Given name, if known.
   * @example Alex
   */
  @Omittable() @Nullable() @Name(100) readonly givenName?: string | null;
  /**
   * Family name, if known.
   * @example Sample
   */
  @Omittable() @Nullable() @FamilyName() readonly familyName?: string | null;
  /**
   * Day of birth, if known.
   * @example 1979-11-02
   */
  @Omittable() @Nullable() @IsDay() readonly bornOn?: string | null;
  /**
   * Agency that identified the suspect. If omitted, it is your own, or the complaint's if you are at a task force's
   * seat. At an agency's seat you can name your own agency or one that owns or works the complaint.
   */
  @Omittable() @IsId() readonly agencyId?: string;
}

/** Correction of a suspect: all particulars, with null for unknown ones. */
export class CorrectSuspect extends SuspectInput {
  @Nullable() @Name(100) readonly givenName!: string | null;
  @Nullable() @FamilyName() readonly familyName!: string | null;
  @Nullable() @IsDay() readonly bornOn!: string | null;
  /**
   * Reason of the correction; it is written to the trail.
   * @example The forensic examination found material that the suspect had made.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** Filters of the list, latest identification first. */
export class SuspectsQuery extends PageQuery {
  /** Only suspects of this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
  /** Only suspects of this offender class. */
  @Omittable() @IsIn(offenderClasses) readonly offenderClass?: OffenderClass;
}
