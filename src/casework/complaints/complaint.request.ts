import { IntersectionType } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { postalCodeFault, postalCodes, type PostalCode } from '../../organization/task-forces/postal-codes.enums.js';
import { IsId, IsDay, IsInstant, ListFrom, Nullable, Omittable, Part, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import {
  complaintModes,
  complaintQueues,
  complaintSources,
  complaintStates,
  complaintTypes,
  ncmecClasses,
  priorities,
  type ComplaintMode,
  type ComplaintQueue,
  type ComplaintSource,
  type ComplaintState,
  type ComplaintType,
  type NcmecClass,
  type Priority,
} from './complaints.enums.js';
import { complaintAnnotations, type ComplaintAnnotation } from './annotations.enums.js';

const investigatorPattern = /^(?:me|none|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Jurisdiction of the matter: the State, and the county and city if known. */
export class Jurisdiction {
  /**
   * State or territory, as its two-letter postal code.
   * @example NE
   */
  @IsIn(postalCodes, { message: postalCodeFault }) readonly state!: PostalCode;
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
  @Omittable() @IsId() readonly agencyId?: string;
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
   * Number of the case in the agency's own records.
   * @example 18-004521
   */
  @Omittable() @Nullable() @Text({ max: 60 }) readonly agencyCaseNumber?: string | null;
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
   * Time at which the task force received it. Months and clocks count from it.
   * @example 2018-05-12T09:30:00-05:00
   */
  @IsInstant() readonly receivedAt!: string;
  /**
   * Incident time as reported, if the source gives it. It may be the time of the detection.
   * @example 2018-05-11T22:04:10Z
   */
  @Omittable() @Nullable() @IsInstant() readonly incidentAt?: string | null;
  /**
   * Time at which NCMEC received the provider's report, if known. The provider's preservation counts from its day.
   * @example 2018-05-10T16:20:00Z
   */
  @Omittable() @Nullable() @IsInstant() readonly reportedToNcmecAt?: string | null;
  /** Class that NCMEC gave the CyberTip, if it is stated. Only a CyberTip has one. */
  @Omittable() @Nullable() @IsIn(ncmecClasses) readonly ncmecClass?: NcmecClass | null;
  /**
   * Annotations beside the type. A complaint of any type has them.
   * @example ["sextortion", "generative_ai"]
   */
  @Omittable() @Nullable() @ListFrom(complaintAnnotations) readonly annotations?: readonly ComplaintAnnotation[] | null;
  @Part(() => Jurisdiction) readonly jurisdiction!: Jurisdiction;
  /**
   * Text of the report. A text that appears to contain an encoded picture or other file is rejected.
   * @example An adult asked a 13-year-old for a meeting in a game chat.
   */
  @Text({ max: 20_000, multiline: true }) readonly narrative!: string;
}

/** Correction of when NCMEC received the provider's report. */
export class CorrectSubmission {
  /**
   * Time at which NCMEC received the provider's report; null if unknown. It is not after the receipt by the task force.
   * @example 2018-05-10T16:20:00Z
   */
  @Nullable() @IsInstant() readonly reportedToNcmecAt!: string | null;
}

/** Correction of the class that NCMEC gave a CyberTip. */
export class CorrectNcmecClass {
  /**
   * Class that NCMEC gave it; null if it is not stated.
   * @example referral
   */
  @Nullable() @IsIn(ncmecClasses) readonly ncmecClass!: NcmecClass | null;
}

/** Correction of the annotations of a complaint. */
export class CorrectAnnotations {
  /**
   * All annotations of the complaint; null for none.
   * @example ["sextortion"]
   */
  @Nullable() @ListFrom(complaintAnnotations) readonly annotations!: readonly ComplaintAnnotation[] | null;
}

/** Filters of a list of complaints. All of them apply together. */
export class ComplaintFilters {
  /**
   * Only complaints of this queue, in its order. Default: `all`, latest receipt first.
   * @example to_triage
   */
  @Omittable() @IsIn(complaintQueues) readonly queue?: ComplaintQueue;
  /**
   * Only complaints in one of these states, separated by commas.
   * @example ["received", "in_triage"]
   */
  @Omittable() @ListFrom(complaintStates) readonly state?: readonly ComplaintState[];
  /**
   * Only complaints of one of these tiers, separated by commas.
   * @example [1, 2]
   */
  @Omittable() @ListFrom(priorities) readonly priority?: readonly Priority[];
  /** Only complaints of this type. */
  @Omittable() @IsIn(complaintTypes) readonly type?: ComplaintType;
  /** Only complaints from this source. */
  @Omittable() @IsIn(complaintSources) readonly source?: ComplaintSource;
  /** Only CyberTips to which NCMEC gave this class. */
  @Omittable() @IsIn(ncmecClasses) readonly ncmecClass?: NcmecClass;
  /**
   * Only complaints with one of these annotations, separated by commas.
   * @example ["sadistic_online_exploitation"]
   */
  @Omittable() @ListFrom(complaintAnnotations) readonly annotation?: readonly ComplaintAnnotation[];
  /** Only complaints that this agency owns. */
  @Omittable() @IsId() readonly agencyId?: string;
  /** Only complaints assigned to this agency. */
  @Omittable() @IsId() readonly workingAgencyId?: string;
  /**
   * Only complaints assigned to this investigator: an id, `me` for the reader, or `none` for complaints without one.
   * @example me
   */
  @Omittable()
  @Matches(investigatorPattern, { message: 'must be a UUID, me or none' })
  readonly investigatorId?: string;
  /** Only complaints merged into this one. */
  @Omittable() @IsId() readonly mergedInto?: string;
  /**
   * Only complaints on hold with a review day up to this day.
   * @example 2018-06-15
   */
  @Omittable() @IsDay() readonly reviewBy?: string;
  /**
   * Only complaints received on this day or later, in the task force's time zone.
   * @example 2018-01-01
   */
  @Omittable() @IsDay() readonly receivedFrom?: string;
  /**
   * Only complaints received before this day, in the task force's time zone.
   * @example 2019-01-01
   */
  @Omittable() @IsDay() readonly receivedUntil?: string;
  /**
   * Only complaints due before this time.
   * @example 2018-06-15T17:00:00-05:00
   */
  @Omittable() @IsInstant() readonly dueBefore?: string;
}

/** Filters of the list of complaints. Without a queue or a filter it contains all complaints of the seat. */
export class ComplaintsQuery extends IntersectionType(ComplaintFilters, PageQuery) {}
