import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import { complaintTypes, type ComplaintType } from '../complaints/complaints.words.js';
import type { IdentifierKind } from '../identifiers/identifiers.words.js';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { Ids, IsDay, Nullable, Omittable, Part, Text, Whole } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Day } from '../platform/time/calendar.js';
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
} from './subject-index.words.js';

/** What is always said of a subject, and on what basis. */
export class SubjectInput {
  /**
   * What the subject is suspected of.
   * @example enticement
   */
  @IsIn(complaintTypes) readonly criminalActivity!: ComplaintType;
  /**
   * The facts that make it reasonable to suspect that the subject is involved in that.
   * @example Two children who do not know each other named the same account, and the provider named its holder.
   */
  @Text({ min: 20, max: 4000, multiline: true }) readonly suspicionBasis!: string;
  /**
   * How the information was obtained.
   * @example By a subpoena of 2 March 2018 to the provider.
   */
  @Text({ max: 1000, multiline: true }) readonly obtainedHow!: string;
  /**
   * How freely it is shared: of what is restricted a supervisor gives details, and a pointer to what is sensitive does not say
   * what it is about.
   * @example unclassified
   */
  @IsIn(sensitivities) readonly sensitivity!: Sensitivity;
}

/** An entry is found by so many identifiers, and no more. */
const mostIdentifiers = 20;

/** What else the suspect of an entry is known by. */
export class ExtendSubject {
  /** Identifiers of the suspect, of the entry's complaint. */
  @Ids(mostIdentifiers, 1) readonly identifierIds!: string[];
}

/** A suspect of a case, for the shared index. Victims and juveniles never enter it. */
export class SubmitSubject extends SubjectInput {
  /** The suspect, of a complaint which one may work. */
  @IsUUID() readonly suspectId!: string;
  /**
   * The given name; left out, the suspect's. A suspect whose names nobody knows is shared by identifiers alone.
   * @example Alex
   */
  @Omittable() @Text({ max: 100 }) readonly givenName?: string;
  /**
   * The family name; left out, the suspect's.
   * @example Sample
   */
  @Omittable() @Text({ max: 100 }) readonly familyName?: string;
  /**
   * The day of birth; left out, the suspect's.
   * @example 1979-11-02
   */
  @Omittable() @Nullable() @IsDay() readonly bornOn?: string | null;
  /**
   * What the subject looks like or is known by, as far as it helps to tell them from others.
   * @example Tattoo of an anchor on the left forearm.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly descriptors?: string | null;
  /**
   * What the suspect is known by, of the same complaint, by which other task forces are to find the entry. They learn no value:
   * the index keeps a hash.
   */
  @Omittable() @Ids(mostIdentifiers) readonly identifierIds?: string[];
  /**
   * That nothing of this was obtained against the law; it has to be true.
   * @example true
   */
  @IsBoolean() readonly wasLawfullyObtained!: boolean;
}

/** What a reviewer has looked at, and answers for. */
export class SubjectCheckList {
  /**
   * That the basis makes the suspicion reasonable, and the information relevant to the criminal activity.
   * @example true
   */
  @IsBoolean() readonly showsReasonableSuspicion!: boolean;
  /**
   * That nothing of it was obtained against the law.
   * @example true
   */
  @IsBoolean() readonly wasLawfullyObtained!: boolean;
  /**
   * What it says, in any text, of political, religious or social views, associations or activities.
   * @example none
   */
  @IsIn(protectedViewsKinds) readonly protectedViews!: ProtectedViews;
  /** How they relate directly to the criminal activity, where it says something of them. */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly protectedViewsBasis?: string | null;
}

/** A decision that something may stand in the index. */
export class SubjectApproval {
  /**
   * Why it may stand there.
   * @example The basis names two independent sources.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
  /** What the reviewer has looked at. */
  @Part(() => SubjectCheckList) readonly checks!: SubjectCheckList;
  /** The last day it holds for, five years ahead at most and if left out. */
  @Omittable() @IsDay() readonly reviewDueOn?: string;
}

/** A review before the review day: what the suspicion rests on now, and until when that holds. */
export class RevalidateSubject extends SubjectApproval {
  /**
   * The facts that make the suspicion reasonable today.
   * @example The provider reported the same account again in January.
   */
  @Text({ min: 20, max: 4000, multiline: true }) readonly suspicionBasis!: string;
}

/** An entry put right, whole, and why: whoever was given something of it is told. */
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
   * The day of birth, if it is known.
   * @example 1979-11-02
   */
  @Nullable() @IsDay() readonly bornOn!: string | null;
  /**
   * What the subject looks like or is known by, if anything is known of that.
   * @example Tattoo of an anchor on the left forearm.
   */
  @Nullable() @Text({ max: 1000, multiline: true }) readonly descriptors!: string | null;
  /**
   * What was wrong.
   * @example The provider corrected the day of birth.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
  /** What the reviewer has looked at. */
  @Part(() => SubjectCheckList) readonly checks!: SubjectCheckList;
}

/** Why an entry does not stand in the index, or no longer: its content is erased. */
export class RemoveSubject {
  /**
   * Why, without a name: it stays when the content is gone.
   * @example The charge was dismissed, and nothing else speaks for it.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Which entries to list, the latest submitted first. */
export class IndexEntriesQuery extends PageQuery {
  /** Only those in this state. */
  @Omittable() @IsIn(indexEntryStates) readonly state?: IndexEntryState;
  /** Only those of this case. */
  @Omittable() @IsUUID() readonly complaintId?: string;
}

/** Which reviews to list, the most urgent first. */
export class IndexReviewsQuery extends PageQuery {
  /**
   * Due within so many days: 90 if left out. What a case called for is on the list whenever it is due.
   * @example 30
   */
  @Omittable() @Whole(0, 1826) readonly within: number = 90;
}

/** What the reader may do to this entry. */
export class IndexEntryMay {
  /** Approve or refuse it. */
  readonly decide!: boolean;
  /** Review it for another time, before its review day has passed. */
  readonly revalidate!: boolean;
  /** Put it right. */
  readonly correct!: boolean;
  /** Take it out of the index. */
  readonly purge!: boolean;
  /** Give details of it to another agency. */
  readonly give!: boolean;
  /** Have it found by more identifiers. */
  readonly extend!: boolean;
}

/** What an entry is found by besides names. The value stands in the case. */
export class IndexedIdentifierView {
  /** What kind of identifier. */
  readonly kind!: IdentifierKind;
  /**
   * Where it stands in the case; null once that was purged.
   * @format uuid
   */
  readonly identifierId!: string | null;
  /** When it was shared. */
  readonly sharedAt!: Date;
}

/** A decision on an entry. */
export class IndexReviewView {
  /** @format uuid */
  readonly id!: string;
  /** What was decided. */
  readonly outcome!: ReviewOutcome;
  /** Why. */
  readonly reason!: string;
  /** What the reviewer found of protected views; null where nothing was left to look at. */
  readonly protectedViews!: ProtectedViews | null;
  /** How they relate to the criminal activity; erased with the entry's content. */
  readonly protectedViewsBasis!: string | null;
  /** The fields that were put right. */
  readonly changed!: string[];
  /**
   * The last day it holds for by this decision.
   * @format date
   */
  readonly reviewDueOn!: string | null;
  /**
   * Who decided; null where its time was over.
   * @format uuid
   */
  readonly reviewedBy!: string | null;
  /** When. */
  readonly reviewedAt!: Date;
}

/** A line of a list of entries. A juvenile stands in no list by name (18 U.S.C. 5038), nor does who is of a sealed case. */
export class IndexEntrySummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * The agency that submitted it.
   * @format uuid
   */
  readonly agencyId!: string;
  /** Null once it was refused or purged, and in lists for a juvenile and of a sealed case. */
  readonly givenName!: string | null;
  /** Null once it was refused or purged, and in lists for a juvenile and of a sealed case. */
  readonly familyName!: string | null;
  /** What the subject is suspected of; null once it was refused or purged. */
  readonly criminalActivity!: ComplaintType | null;
  /** How freely it is shared. */
  readonly sensitivity!: Sensitivity;
  /** Where it is. */
  readonly state!: IndexEntryState;
  /** When it was submitted. */
  readonly submittedAt!: Date;
  /**
   * The last day it holds for, where its agency is.
   * @format date
   */
  readonly reviewDueOn!: string | null;
  /** What happened to its case, or to the entry, so that somebody has to look at it before anybody is pointed to it. */
  readonly reviewCalledFor!: ReviewCall | null;
}

/** An entry of the subject index and the decisions on it, the first one first. */
export class IndexEntryView extends IndexEntrySummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The case it came from; null once that, or the entry, was purged.
   * @format uuid
   */
  readonly complaintId!: string | null;
  /**
   * The suspect in that case.
   * @format uuid
   */
  readonly suspectId!: string | null;
  /**
   * The day of birth, if it is known.
   * @format date
   */
  readonly bornOn!: string | null;
  /** What the subject looks like or is known by, if anything is known of that. */
  readonly descriptors!: string | null;
  /** The facts that make the suspicion reasonable; null once it was refused or purged. */
  readonly suspicionBasis!: string | null;
  /** How the information was obtained; null once it was refused or purged. */
  readonly obtainedHow!: string | null;
  /**
   * The account that submitted it.
   * @format uuid
   */
  readonly submittedBy!: string;
  /**
   * The account of somebody else that approved it.
   * @format uuid
   */
  readonly approvedBy!: string | null;
  /** When it was approved. */
  readonly approvedAt!: Date | null;
  /**
   * The day it was last found to belong into the index.
   * @format date
   */
  readonly validatedOn!: string | null;
  /** What it is found by besides names. */
  readonly identifiers!: IndexedIdentifierView[];
  /** The decisions on it, the first one first. */
  readonly reviews!: IndexReviewView[];
  readonly may!: IndexEntryMay;
}

/** A part of a list of entries. */
export class IndexEntryPage {
  readonly items!: IndexEntrySummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** An entry, the decisions on it, and what day it is there. */
export interface IndexEntryRecord {
  readonly entry: SubjectIndexEntry;
  readonly reviews: readonly SubjectIndexReview[];
  readonly identifiers: readonly IndexedIdentifier[];
  readonly today: Day;
}

export function summaryOf(entry: SubjectIndexEntry): IndexEntrySummary {
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

export function viewOf({ entry, reviews, identifiers, today }: IndexEntryRecord, actor: Actor): IndexEntryView {
  const { taskForceId, complaintId, suspectId, bornOn, descriptors, suspicionBasis, obtainedHow } = entry;
  const { givenName, familyName, submittedBy, approvedBy, approvedAt, validatedOn } = entry;
  const review = allows(actor.role, 'subject-index:review');
  const asReviewer = review && subjectIndexPolicy.review(actor, entry);
  const isCurrent = entry.state === 'approved' && !entry.isOverdue(today);
  return {
    ...summaryOf(entry),
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
    reviews: reviews.map(reviewOf),
    may: {
      decide: asReviewer && entry.canMoveTo('approved'),
      revalidate: review && isCurrent && subjectIndexPolicy.revalidate(actor, entry),
      correct: asReviewer && isCurrent,
      purge: review && entry.canMoveTo('purged'),
      give: entry.stands(today) && subjectIndexPolicy.give(actor, entry),
      extend: entry.suspectId !== null && (isCurrent || entry.state === 'submitted'),
    },
  };
}

function reviewOf(review: SubjectIndexReview): IndexReviewView {
  const { id, outcome, reason, protectedViews, protectedViewsBasis, changed, reviewDueOn } = review;
  const { reviewedBy, reviewedAt } = review;
  return { id, outcome, reason, protectedViews, protectedViewsBasis, changed, reviewDueOn, reviewedBy, reviewedAt };
}
