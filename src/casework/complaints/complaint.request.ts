import { IsIn, IsUUID, Matches } from 'class-validator';
import { IsDay, IsInstant, Nullable, Omittable, Part, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import {
  complaintModes,
  complaintSources,
  complaintStates,
  complaintTypes,
  type ComplaintMode,
  type ComplaintSource,
  type ComplaintState,
  type ComplaintType,
} from './complaints.enums.js';

/** Jurisdiction of the matter: the State, and the county and city if known. */
export class Jurisdiction {
  /**
   * State or territory, as its two-letter postal code.
   * @example NE
   */
  @Matches(/^[A-Z]{2}$/, { message: 'must be a two-letter postal code in capitals' }) readonly state!: string;
  /**
   * County, if known.
   * @example Douglas
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly county?: string | null;
  /**
   * City, if known.
   * @example Omaha
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly city?: string | null;
}

/** Tip or report in the form in which a task force receives it. */
export class ReceiveComplaint {
  /** Owning agency; your own if omitted. Accounts at a task force's seat must name it. */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /**
   * Source of the complaint.
   * @example ncmec_cybertip
   */
  @IsIn(complaintSources) readonly source!: ComplaintSource;
  /**
   * Number from the source. A complaint with the same source and number is the same complaint.
   * @example 107324881
   */
  @Omittable() @Nullable() @Text({ max: 60 }) readonly externalReference?: string | null;
  /**
   * Type of complaint. It counts as unclassified until triage if omitted.
   * @example enticement
   */
  @Omittable() @Nullable() @IsIn(complaintTypes) readonly type?: ComplaintType | null;
  /**
   * Whether officers controlled the encounter (proactive), or a tip or referral started it (reactive). Triage can set
   * it later.
   * @example reactive
   */
  @Omittable() @Nullable() @IsIn(complaintModes) readonly mode?: ComplaintMode | null;
  /**
   * Time at which the task force received it.
   * @example 2018-05-12T09:30:00-05:00
   */
  @IsInstant() readonly receivedAt!: string;
  /**
   * Time of the incident, if the source gives it.
   * @example 2018-05-11T22:04:10Z
   */
  @Omittable() @Nullable() @IsInstant() readonly incidentAt?: string | null;
  /**
   * Day on which the provider submitted its report to the CyberTipline, if known. Its year of preservation starts on
   * that day.
   * @example 2018-05-10
   */
  @Omittable() @Nullable() @IsDay() readonly submittedOn?: string | null;
  @Part(() => Jurisdiction) readonly jurisdiction!: Jurisdiction;
  /**
   * Text of the report. A text that appears to contain an encoded picture or other file is rejected.
   * @example An adult asked a 13-year-old for a meeting in a game chat.
   */
  @Text({ max: 20_000, multiline: true }) readonly narrative!: string;
}

/** Correction of the day of the provider's submission. */
export class CorrectSubmission {
  /**
   * Day on which the provider submitted its report to the CyberTipline; null if unknown.
   * @example 2018-05-10
   */
  @Nullable() @IsDay() readonly submittedOn!: string | null;
}

/** Filters of the list, latest receipt first. Without a filter it contains all complaints of the seat. */
export class ComplaintsQuery extends PageQuery {
  /** Only complaints in this state. */
  @Omittable() @IsIn(complaintStates) readonly state?: ComplaintState;
  /** Only complaints of this type. */
  @Omittable() @IsIn(complaintTypes) readonly type?: ComplaintType;
  /** Only complaints that this agency owns. */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /** Only complaints assigned to this investigator. */
  @Omittable() @IsUUID() readonly investigatorId?: string;
  /** Only complaints merged into this one. */
  @Omittable() @IsUUID() readonly mergedInto?: string;
  /**
   * Only complaints on hold with a review day up to this day.
   * @example 2018-06-15
   */
  @Omittable() @IsDay() readonly reviewBy?: string;
}
