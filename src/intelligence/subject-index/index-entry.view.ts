import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { nameComplaint, type ComplaintReference } from '../../casework/complaints/complaint-reference.view.js';
import type { ComplaintType } from '../../casework/complaints/complaints.enums.js';
import type { IdentifierKind } from '../../casework/identifiers/identifiers.enums.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import type { Day } from '../../platform/time/calendar.js';
import { extendView } from '../../platform/http/extend-view.js';
import type { SubjectIndexEntry } from './index-entry.entity.js';
import type { SubjectIndexReview } from './index-review.entity.js';
import type { IndexedIdentifier } from './indexed-identifier.entity.js';
import { subjectIndexPolicy } from './subject-index.policy.js';
import type { IndexEntryState, ProtectedViews, ReviewCall, ReviewOutcome, Sensitivity } from './subject-index.enums.js';

/** Actions that the reader may take. */
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
  readonly kind!: IdentifierKind;
  /** The identifier in the case; null once the case was purged. */
  readonly identifierId!: string | null;
  /** Time at which it was shared. */
  readonly sharedAt!: Date;
}

/** A decision on an entry. */
export class IndexReviewView {
  readonly id!: string;
  readonly outcome!: ReviewOutcome;
  /** Reason that the reviewer gave for the decision. */
  readonly reason!: string;
  /** Protected views that the reviewer found; null where no content remained. */
  readonly protectedViews!: ProtectedViews | null;
  /** Their relation to the criminal activity; erased with the entry's content. */
  readonly protectedViewsBasis!: string | null;
  /** Names of the fields that the reviewer corrected; empty otherwise. */
  readonly changed!: string[];
  /** The last day of validity under this decision. */
  readonly reviewDueOn!: string | null;
  /**
   * The account that decided; null for an expired entry.
   * @format uuid
   */
  readonly reviewedBy!: string | null;
  /** Person who decided; null for an expired entry. */
  readonly reviewedByPerson!: PersonView | null;
  /** Time of the decision. */
  readonly reviewedAt!: Date;
}

/** An entry in a list. Lists omit the names of a juvenile (18 U.S.C. 5038) and of a subject of a sealed case. */
export class IndexEntrySummary {
  readonly id!: string;
  readonly version!: number;
  /** The agency that submitted it. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  /** Given name of the subject; null once refused or purged. Lists also omit it for a juvenile or a sealed case. */
  readonly givenName!: string | null;
  /** Family name of the subject; null once refused or purged. Lists also omit it for a juvenile or a sealed case. */
  readonly familyName!: string | null;
  /** The suspected criminal activity; null once refused or purged. */
  readonly criminalActivity!: ComplaintType | null;
  readonly sensitivity!: Sensitivity;
  readonly state!: IndexEntryState;
  /** Time at which it was submitted. */
  readonly submittedAt!: Date;
  /** The last day of validity, in its agency's time zone. */
  readonly reviewDueOn!: string | null;
  readonly reviewCalledFor!: ReviewCall | null;
}

/** An entry of the subject index and its decisions, in order. */
export class IndexEntryView extends IndexEntrySummary {
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  /** The case of origin; null once the case or the entry was purged. */
  readonly complaintId!: string | null;
  /** The case of origin, with its number; null once the case or the entry was purged. */
  readonly complaint!: ComplaintReference | null;
  /** The suspect in that case. */
  readonly suspectId!: string | null;
  /** The day of birth, if known. */
  readonly bornOn!: string | null;
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
  readonly submittedByPerson!: PersonView;
  /**
   * The account that approved it, different from the submitter.
   * @format uuid
   */
  readonly approvedBy!: string | null;
  /** Person who approved it, different from the submitter. */
  readonly approvedByPerson!: PersonView | null;
  /** Time of approval. */
  readonly approvedAt!: Date | null;
  /** The day of the latest validation. */
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
    agency: nameAgency(agencyId),
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
  return extendView(toIndexEntrySummary(entry), {
    givenName,
    familyName,
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    complaintId,
    complaint: nameComplaint(complaintId),
    suspectId,
    bornOn,
    descriptors,
    suspicionBasis,
    obtainedHow,
    submittedBy,
    submittedByPerson: namePerson(submittedBy),
    approvedBy,
    approvedByPerson: namePerson(approvedBy),
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
  });
}

function toIndexReviewView(review: SubjectIndexReview): IndexReviewView {
  const { id, outcome, reason, protectedViews, protectedViewsBasis, changed, reviewDueOn } = review;
  const { reviewedBy, reviewedAt } = review;
  return {
    id,
    outcome,
    reason,
    protectedViews,
    protectedViewsBasis,
    changed,
    reviewDueOn,
    reviewedBy,
    reviewedByPerson: namePerson(reviewedBy),
    reviewedAt,
  };
}
