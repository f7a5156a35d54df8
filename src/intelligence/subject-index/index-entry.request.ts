import { IsBoolean, IsIn } from 'class-validator';
import { complaintTypes, type ComplaintType } from '../../casework/complaints/complaints.enums.js';
import {
  FamilyName,
  Ids,
  IntegerText,
  IsDay,
  IsId,
  Name,
  Nullable,
  Omittable,
  Part,
  Text,
} from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import {
  indexEntryStates,
  protectedViewsKinds,
  sensitivities,
  type IndexEntryState,
  type ProtectedViews,
  type Sensitivity,
} from './subject-index.enums.js';

/** Facts that every entry states about its subject, with their basis. */
export class SubjectInput {
  /**
   * The suspected criminal activity.
   * @example enticement
   */
  @IsIn(complaintTypes) readonly criminalActivity!: ComplaintType;
  /**
   * The facts that justify reasonable suspicion of the subject's involvement.
   * @example Two children who do not know each other named the same account, and the provider named its holder.
   */
  @Text({ min: 20, max: 4000, multiline: true }) readonly suspicionBasis!: string;
  /**
   * The way the information was obtained.
   * @example By a subpoena of 2 March 2018 to the provider.
   */
  @Text({ max: 1000, multiline: true }) readonly obtainedHow!: string;
  /**
   * The sensitivity label.
   * @example unclassified
   */
  @IsIn(sensitivities) readonly sensitivity!: Sensitivity;
}

const maxIdentifiers = 20;

/** Further identifiers of an entry's suspect. */
export class ExtendSubject {
  /** Identifiers of the suspect in the entry's complaint. */
  @Ids(maxIdentifiers, 1) readonly identifierIds!: string[];
}

/** A suspect of a case, for the shared index. Victims and juveniles are never submitted. */
export class SubmitSubject extends SubjectInput {
  /** A suspect of a complaint that the caller may work. */
  @IsId() readonly suspectId!: string;
  /**
   * The given name. Default: the suspect's. A suspect without known names is shared by identifiers only.
   * @example Alex
   */
  @Omittable() @Name(100) readonly givenName?: string;
  /**
   * The family name. Default: the suspect's.
   * @example Sample
   */
  @Omittable() @FamilyName() readonly familyName?: string;
  /**
   * The day of birth. Default: the suspect's.
   * @example 1979-11-02
   */
  @Omittable() @Nullable() @IsDay() readonly bornOn?: string | null;
  /**
   * Description of the subject, as far as it helps to distinguish the subject from others.
   * @example Tattoo of an anchor on the left forearm.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly descriptors?: string | null;
  /**
   * Identifiers of the suspect in the same complaint, by which other task forces find the entry. The index stores only
   * hashes of them.
   */
  @Omittable() @Ids(maxIdentifiers) readonly identifierIds?: string[];
  /**
   * Whether everything was lawfully obtained; must be true.
   * @example true
   */
  @IsBoolean() readonly wasLawfullyObtained!: boolean;
}

/** The checks that a reviewer certifies. */
export class SubjectCheckList {
  /**
   * Whether the basis justifies reasonable suspicion, and the information is relevant to the criminal activity.
   * @example true
   */
  @IsBoolean() readonly showsReasonableSuspicion!: boolean;
  /**
   * Whether everything was lawfully obtained.
   * @example true
   */
  @IsBoolean() readonly wasLawfullyObtained!: boolean;
  /**
   * Mentions, in any text, of political, religious or social views, associations or activities.
   * @example none
   */
  @IsIn(protectedViewsKinds) readonly protectedViews!: ProtectedViews;
  /** Their direct relation to the criminal activity, if mentioned. */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly protectedViewsBasis?: string | null;
}

/** An approval of an entry. */
export class SubjectApproval {
  /**
   * The reason for the approval.
   * @example The basis names two independent sources.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
  @Part(() => SubjectCheckList) readonly checks!: SubjectCheckList;
  /** The last day of validity, at most five years ahead. Default: five years. */
  @Omittable() @IsDay() readonly reviewDueOn?: string;
}

/** A review before the review day, with the current basis of suspicion and the new review day. */
export class RevalidateSubject extends SubjectApproval {
  /**
   * The facts that justify reasonable suspicion today.
   * @example The provider reported the same account again in January.
   */
  @Text({ min: 20, max: 4000, multiline: true }) readonly suspicionBasis!: string;
}

/** The corrected entry, complete, and the reason. All recipients of its content are notified. */
export class CorrectSubject extends SubjectInput {
  /**
   * The given name; null where neither name is known.
   * @example Alex
   */
  @Nullable() @Name(100) readonly givenName!: string | null;
  /**
   * The family name; null where neither name is known.
   * @example Sample
   */
  @Nullable() @FamilyName() readonly familyName!: string | null;
  /**
   * The day of birth, if known.
   * @example 1979-11-02
   */
  @Nullable() @IsDay() readonly bornOn!: string | null;
  @Nullable() @Text({ max: 1000, multiline: true }) readonly descriptors!: string | null;
  /**
   * The error that is corrected.
   * @example The provider corrected the day of birth.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
  @Part(() => SubjectCheckList) readonly checks!: SubjectCheckList;
}

/** The refusal or removal of an entry. Its content is erased. */
export class RemoveSubject {
  /**
   * The reason, without names: it remains after the content is erased.
   * @example The charge was dismissed, and nothing else speaks for it.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Filters of the list of entries, latest submitted first. */
export class IndexEntriesQuery extends PageQuery {
  /** Only entries in this state. */
  @Omittable() @IsIn(indexEntryStates) readonly state?: IndexEntryState;
  /** Only entries of this case. */
  @Omittable() @IsId() readonly complaintId?: string;
}

/** Filters of the list of due reviews, most urgent first. */
export class IndexReviewsQuery extends PageQuery {
  /**
   * Due within this number of days. Default: 90. The list always includes entries with a required review.
   * @example 30
   */
  @Omittable() @IntegerText(0, 1826) readonly within: number = 90;
}
