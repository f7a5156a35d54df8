import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import { complaintTypes, type ComplaintType } from '../../casework/complaints/complaints.enums.js';
import type { IdentifierKind } from '../../casework/identifiers/identifiers.enums.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import { Ids, IsDay, Nullable, Omittable, Part, Text, IntegerText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { Day } from '../../platform/time/calendar.js';
import type { SubjectIndexEntry } from './index-entry.entity.js';
import type { SubjectIndexReview } from './index-review.entity.js';
import type { IndexedIdentifier } from './indexed-identifier.entity.js';
import { subjectIndexPolicy } from './subject-index.policy.js';
import {
  indexEntryStates,
  protectedViewsKinds,
  sensitivities,
  type IndexEntryState,
  type ProtectedViews,
  type ReviewCall,
  type ReviewOutcome,
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
   * The sensitivity label. Only a supervisor gives details of a restricted entry. A pointer to a sensitive entry omits
   * the criminal activity.
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
  @IsUUID() readonly suspectId!: string;
  /**
   * The given name. Default: the suspect's. A suspect without known names is shared by identifiers only.
   * @example Alex
   */
  @Omittable() @Text({ max: 100 }) readonly givenName?: string;
  /**
   * The family name. Default: the suspect's.
   * @example Sample
   */
  @Omittable() @Text({ max: 100 }) readonly familyName?: string;
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
  /** The checks of the reviewer. */
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
  @Nullable() @Text({ max: 100 }) readonly givenName!: string | null;
  /**
   * The family name; null where neither name is known.
   * @example Sample
   */
  @Nullable() @Text({ max: 100 }) readonly familyName!: string | null;
  /**
   * The day of birth, if known.
   * @example 1979-11-02
   */
  @Nullable() @IsDay() readonly bornOn!: string | null;
  /**
   * Description of the subject, if known.
   * @example Tattoo of an anchor on the left forearm.
   */
  @Nullable() @Text({ max: 1000, multiline: true }) readonly descriptors!: string | null;
  /**
   * The error that is corrected.
   * @example The provider corrected the day of birth.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
  /** The checks of the reviewer. */
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
  @Omittable() @IsUUID() readonly complaintId?: string;
}

/** Filters of the list of due reviews, most urgent first. */
export class IndexReviewsQuery extends PageQuery {
  /**
   * Due within this number of days. Default: 90. The list always includes entries with a required review.
   * @example 30
   */
  @Omittable() @IntegerText(0, 1826) readonly within: number = 90;
}

/** Actions the reader may take on this entry. */
export class IndexEntryMay {
  /** Whether the reader may approve or refuse it. */
  readonly decide!: boolean;
  /** Whether the reader may revalidate it before its review day. */
  readonly revalidate!: boolean;
  /** Whether the reader may correct it. */
  readonly correct!: boolean;
  /** Whether the reader may remove it from the index. */
  readonly purge!: boolean;
  /** Whether the reader may give its details to another agency. */
  readonly disseminate!: boolean;
  /** Whether the reader may add identifiers. */
  readonly extend!: boolean;
}

/** An identifier of an entry. The case holds its value. */
export class IndexedIdentifierView {
  /** The kind of identifier. */
  readonly kind!: IdentifierKind;
  /**
   * The identifier in the case; null once the case was purged.
   * @format uuid
   */
  readonly identifierId!: string | null;
  /** The instant it was shared. */
  readonly sharedAt!: Date;
}

/** A decision on an entry. */
export class IndexReviewView {
  /** @format uuid */
  readonly id!: string;
  /** The decision. */
  readonly outcome!: ReviewOutcome;
  /** The reason. */
  readonly reason!: string;
  /** Protected views that the reviewer found; null where no content remained. */
  readonly protectedViews!: ProtectedViews | null;
  /** Their relation to the criminal activity; erased with the entry's content. */
  readonly protectedViewsBasis!: string | null;
  /** The corrected fields. */
  readonly changed!: string[];
  /**
   * The last day of validity under this decision.
   * @format date
   */
  readonly reviewDueOn!: string | null;
  /**
   * The account that decided; null for an expired entry.
   * @format uuid
   */
  readonly reviewedBy!: string | null;
  /** The instant of the decision. */
  readonly reviewedAt!: Date;
}

/** An entry in a list. Lists omit the names of a juvenile (18 U.S.C. 5038) and of a subject of a sealed case. */
export class IndexEntrySummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * The agency that submitted it.
   * @format uuid
   */
  readonly agencyId!: string;
  /** Null once refused or purged; in lists also for a juvenile or a sealed case. */
  readonly givenName!: string | null;
  /** Null once refused or purged; in lists also for a juvenile or a sealed case. */
  readonly familyName!: string | null;
  /** The suspected criminal activity; null once refused or purged. */
  readonly criminalActivity!: ComplaintType | null;
  /** The sensitivity label. */
  readonly sensitivity!: Sensitivity;
  /** The state of the entry. */
  readonly state!: IndexEntryState;
  /** The instant it was submitted. */
  readonly submittedAt!: Date;
  /**
   * The last day of validity, in its agency's time zone.
   * @format date
   */
  readonly reviewDueOn!: string | null;
  /** The change to its case or to the entry that requires a review. Until then, the entry is not disclosed. */
  readonly reviewCalledFor!: ReviewCall | null;
}

/** An entry of the subject index and its decisions, in order. */
export class IndexEntryView extends IndexEntrySummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The case of origin; null once the case or the entry was purged.
   * @format uuid
   */
  readonly complaintId!: string | null;
  /**
   * The suspect in that case.
   * @format uuid
   */
  readonly suspectId!: string | null;
  /**
   * The day of birth, if known.
   * @format date
   */
  readonly bornOn!: string | null;
  /** Description of the subject, if known. */
  readonly descriptors!: string | null;
  /** The facts that justify reasonable suspicion; null once refused or purged. */
  readonly suspicionBasis!: string | null;
  /** The way the information was obtained; null once refused or purged. */
  readonly obtainedHow!: string | null;
  /**
   * The account that submitted it.
   * @format uuid
   */
  readonly submittedBy!: string;
  /**
   * The account that approved it, different from the submitter.
   * @format uuid
   */
  readonly approvedBy!: string | null;
  /** The instant of approval. */
  readonly approvedAt!: Date | null;
  /**
   * The day of the latest validation.
   * @format date
   */
  readonly validatedOn!: string | null;
  /** Identifiers by which it is found, besides names. */
  readonly identifiers!: IndexedIdentifierView[];
  /** Its decisions, in order. */
  readonly reviews!: IndexReviewView[];
  readonly may!: IndexEntryMay;
}

/** A page of entries. */
export class IndexEntryPage {
  readonly items!: IndexEntrySummary[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}

export interface IndexEntryRecord {
  readonly entry: SubjectIndexEntry;
  readonly reviews: readonly SubjectIndexReview[];
  readonly identifiers: readonly IndexedIdentifier[];
  readonly today: Day;
}

export function toIndexEntrySummary(entry: SubjectIndexEntry): IndexEntrySummary {
  const { id, version, agencyId, criminalActivity, sensitivity, state } = entry;
  const isUnnamed = entry.reviewCalledFor === 'subject_juvenile' || entry.reviewCalledFor === 'case_sealed';
  const { givenName, familyName } = isUnnamed ? { givenName: null, familyName: null } : entry;
  const { submittedAt, reviewDueOn, reviewCalledFor } = entry;
  return {
    id,
    version,
    agencyId,
    givenName,
    familyName,
    criminalActivity,
    sensitivity,
    state,
    submittedAt,
    reviewDueOn,
    reviewCalledFor,
  };
}

export function toIndexEntryView(
  { entry, reviews, identifiers, today }: IndexEntryRecord,
  actor: Actor,
): IndexEntryView {
  const { taskForceId, complaintId, suspectId, bornOn, descriptors, suspicionBasis, obtainedHow } = entry;
  const { givenName, familyName, submittedBy, approvedBy, approvedAt, validatedOn } = entry;
  const review = allows(actor.role, 'subject-index:review');
  const asReviewer = review && subjectIndexPolicy.review(actor, entry);
  const isCurrent = entry.state === 'approved' && !entry.isOverdue(today);
  return {
    ...toIndexEntrySummary(entry),
    givenName,
    familyName,
    taskForceId,
    complaintId,
    suspectId,
    bornOn,
    descriptors,
    suspicionBasis,
    obtainedHow,
    submittedBy,
    approvedBy,
    approvedAt,
    validatedOn,
    identifiers: identifiers.map(({ kind, identifierId, sharedAt }) => ({ kind, identifierId, sharedAt })),
    reviews: reviews.map(toIndexReviewView),
    may: {
      decide: asReviewer && entry.canMoveTo('approved'),
      revalidate: review && isCurrent && subjectIndexPolicy.revalidate(actor, entry),
      correct: asReviewer && isCurrent,
      purge: review && entry.canMoveTo('purged'),
      disseminate: entry.isActive(today) && subjectIndexPolicy.disseminate(actor, entry),
      extend: entry.suspectId !== null && (isCurrent || entry.state === 'submitted'),
    },
  };
}

function toIndexReviewView(review: SubjectIndexReview): IndexReviewView {
  const { id, outcome, reason, protectedViews, protectedViewsBasis, changed, reviewDueOn } = review;
  const { reviewedBy, reviewedAt } = review;
  return { id, outcome, reason, protectedViews, protectedViewsBasis, changed, reviewDueOn, reviewedBy, reviewedAt };
}
