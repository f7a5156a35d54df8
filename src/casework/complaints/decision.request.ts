import { IsBoolean, IsIn } from 'class-validator';
import { IsId, IsDay, IsInstant, Nullable, Omittable, Part, Text } from '../../platform/validation/input.js';
import { Jurisdiction } from './complaint.request.js';
import {
  childAccesses,
  complaintModes,
  complaintTypes,
  dispositionCodes,
  priorities,
  type ChildAccess,
  type ComplaintMode,
  type ComplaintType,
  type DispositionCode,
  type Priority,
} from './complaints.enums.js';

/** Initial screening of a complaint. */
export class ScreenComplaint {
  /**
   * Type of complaint.
   * @example enticement
   */
  @IsIn(complaintTypes) readonly type!: ComplaintType;
  /**
   * Whether officers controlled the encounter (proactive), or a tip or referral started it (reactive).
   * @example reactive
   */
  @IsIn(complaintModes) readonly mode!: ComplaintMode;
  /**
   * Access of the reported person to a child, if the reader found any; `none` if there is none. If omitted or null, that
   * of an earlier decision or of the tip stays.
   * @example teacher
   */
  @Omittable() @Nullable() @IsIn(childAccesses) readonly childAccess?: ChildAccess | null;
  /** Whether the reader found a statement of hands-on abuse. If omitted or null, that of an earlier decision stays. */
  @Omittable() @Nullable() @IsBoolean() readonly hasHandsOnStatement?: boolean | null;
}

/** Decision of a triage: type, mode, priority and rationale. */
export class TriageDecision {
  @IsIn(complaintTypes) readonly type!: ComplaintType;
  @IsIn(complaintModes) readonly mode!: ComplaintMode;
  /**
   * 1: a child at immediate risk. 2: a child at risk. 3: a known suspect. 4: all other complaints.
   * @example 2
   */
  @IsIn(priorities) readonly priority!: Priority;
  /**
   * Rationale of the priority. It may have to be justified later. It is stored with the decision; the trail does not
   * repeat it.
   * @example The child is known to the sender and a meeting was proposed.
   */
  @Text({ max: 4000, multiline: true }) readonly rationale!: string;
}

/** Triage of a complaint, with what its reader found. */
export class TriageComplaint extends TriageDecision {
  /**
   * Access of the reported person to a child, if the reader found any; `none` if there is none. If omitted or null, that
   * of an earlier decision or of the tip stays.
   * @example teacher
   */
  @Omittable() @Nullable() @IsIn(childAccesses) readonly childAccess?: ChildAccess | null;
  /** Whether the reader found a statement of hands-on abuse. If omitted or null, that of an earlier decision stays. */
  @Omittable() @Nullable() @IsBoolean() readonly hasHandsOnStatement?: boolean | null;
  /** Confirmed jurisdiction, which replaces the recorded one. If omitted, the recorded one stays. */
  @Omittable() @Part(() => Jurisdiction) readonly jurisdiction?: Jurisdiction;
}

/** Assignment of a complaint. */
export class AssignComplaint {
  /** Agency to which the complaint is assigned, in the same task force. */
  @IsId() readonly agencyId!: string;
  /** Investigator of that agency, if already chosen. */
  @Omittable() @Nullable() @IsId() readonly investigatorId?: string | null;
  /**
   * Due time of the work. If omitted, the current due time stays. If there is none, the priority sets it: an hour, a
   * day, a week or thirty days. Null removes it.
   * @example 2018-05-19T17:00:00-05:00
   */
  @Omittable() @Nullable() @IsInstant() readonly dueAt?: string | null;
  /**
   * Reason for the assignment. The audit trail keeps it, so it must not contain a name.
   * @example Nearest to where the matter is.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** Disposition of a complaint. */
export class CloseComplaint {
  /**
   * Code of the disposition. Each code defines its meaning in the statistics.
   * @example unable_to_identify_suspect
   */
  @IsIn(dispositionCodes) readonly code!: DispositionCode;
  /**
   * Work that was done, and the reason to end it.
   * @example The provider no longer holds the address logs; no other lead is left.
   */
  @Text({ max: 20_000, multiline: true }) readonly narrative!: string;
}

/** Hold on a complaint. */
export class HoldComplaint {
  /**
   * Reason of the hold. It is written to the trail, so it must not contain a name.
   * @example The laboratory has the devices.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
  /**
   * Day of the next review.
   * @example 2018-06-15
   */
  @IsDay() readonly reviewOn!: string;
}

/** Reason of a resumption, rejection, withdrawal, separation or reopening. */
export class GiveReason {
  /**
   * Reason. It is written to the trail, so it must not contain a name.
   * @example The laboratory has answered.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Merge of a complaint into another. */
export class MergeComplaint {
  /** Complaint in which the work on both continues. */
  @IsId() readonly into!: string;
  /**
   * Evidence that they are the same matter. It is written to the trail, so it must not contain a name.
   * @example The same account, reported twice by the provider.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}
