import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { Complaint } from '../../casework/complaints/complaint.entity.js';
import type { ComplaintType } from '../../casework/complaints/complaints.enums.js';
import { requireFuture } from '../../platform/http/input-checks.js';
import { InvalidInput, type InputError } from '../../platform/http/problems.js';
import type { Day } from '../../platform/time/calendar.js';
import { Suspect } from '../../casework/suspects/suspect.entity.js';
import { toNameKey } from './name-keys.js';
import { EntryNotActive, InvalidEntryTransition, SharingNotAllowed } from './subject-index.errors.js';
import {
  indexEntryTransitions,
  type IndexEntryState,
  type ProtectedViews,
  type ReviewCall,
  type Sensitivity,
} from './subject-index.enums.js';

export interface IndexedSubject {
  /** Both names or neither. Without names, only identifiers find the entry. */
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly bornOn: string | null;
  readonly descriptors: string | null;
  readonly criminalActivity: ComplaintType;
  readonly suspicionBasis: string;
  readonly obtainedHow: string;
  readonly sensitivity: Sensitivity;
}

/** Checks of a reviewer before approval (28 CFR 23.20(a) to (c)). */
export interface SubjectChecks {
  readonly showsReasonableSuspicion: boolean;
  readonly wasLawfullyObtained: boolean;
  readonly protectedViews: ProtectedViews;
  readonly protectedViewsBasis?: string | null;
}

export interface Decision {
  readonly by: string;
  readonly at: Date;
  readonly today: Day;
}

/**
 * Fields that identify the subject or the criminal activity. After their correction, another person must review the
 * entry before it is disclosed.
 */
const identifyingFields: readonly string[] = [
  'givenName',
  'familyName',
  'bornOn',
  'criminalActivity',
] satisfies (keyof IndexedSubject)[];

const fields = [
  'givenName',
  'familyName',
  'bornOn',
  'descriptors',
  'criminalActivity',
  'suspicionBasis',
  'obtainedHow',
  'sensitivity',
] as const satisfies readonly (keyof IndexedSubject)[];

/** A person under reasonable suspicion, shared by task forces separately from the case, under 28 CFR Part 23. */
@Entity('subject_index_entries')
@Unique(['taskForceId', 'id'])
@Index(['suspectId'], { unique: true, where: `state IN ('submitted', 'approved')` })
@Index(['taskForceId', 'submittedAt', 'id'])
@Index(['taskForceId', 'reviewDueOn', 'id'], { where: 'review_due_on IS NOT NULL' })
@Index(['taskForceId', 'complaintId'], { where: 'complaint_id IS NOT NULL' })
@Index(['familyKey'], { where: `state = 'approved'` })
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Suspect, ['taskForceId', 'complaintId', 'suspectId'], ['taskForceId', 'complaintId', 'id'])
export class SubjectIndexEntry {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  /** The agency that submitted it, which other agencies contact. */
  @Column('uuid') readonly agencyId!: string;
  /** The case of origin; null once it was purged. */
  @Column('uuid', { nullable: true }) readonly complaintId!: string | null;
  @Column('uuid', { nullable: true }) readonly suspectId!: string | null;
  @Column('text', { nullable: true }) givenName!: string | null;
  @Column('text', { nullable: true }) familyName!: string | null;
  /** Normal forms of the names for matching. */
  @Column('text', { nullable: true }) givenKey!: string | null;
  @Column('text', { nullable: true }) familyKey!: string | null;
  @Column('date', { nullable: true }) bornOn!: string | null;
  @Column('text', { nullable: true }) descriptors!: string | null;
  @Column('text', { nullable: true }) criminalActivity!: ComplaintType | null;
  @Column('text', { nullable: true }) suspicionBasis!: string | null;
  @Column('boolean') readonly wasLawfullyObtained!: boolean;
  @Column('text', { nullable: true }) obtainedHow!: string | null;
  @Column('text') sensitivity!: Sensitivity;
  @Column('text') state!: IndexEntryState;
  @ForeignKey(() => Account) @Column('uuid') readonly submittedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly submittedAt!: Date;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) approvedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) approvedAt!: Date | null;
  @Column('date', { nullable: true }) validatedOn!: string | null;
  /** The last day of validity, at most five years after validation. */
  @Column('date', { nullable: true }) reviewDueOn!: string | null;
  /** Author of a correction that changed the subject, until another person revalidates the entry. */
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) correctedBy!: string | null;
  /** The change to the case or the entry that requires a review. Until then, the entry is not disclosed. */
  @Column('text', { nullable: true }) reviewCalledFor!: ReviewCall | null;
  @VersionColumn() readonly version!: number;

  /** Records the facts at submission or correction. Returns the names of the changed fields. */
  describe(subject: IndexedSubject): string[] {
    const { givenName, familyName } = subject;
    const keyOf = (name: string | null): string | null => (name === null ? null : toNameKey(name));
    const keys = { givenKey: keyOf(givenName), familyKey: keyOf(familyName) };
    const errors: InputError[] = [];
    if (givenName === null && familyName !== null) errors.push({ pointer: '#/givenName', detail: 'must be set too' });
    if (familyName === null && givenName !== null) errors.push({ pointer: '#/familyName', detail: 'must be set too' });
    if (keys.givenKey === '') errors.push({ pointer: '#/givenName', detail: 'must contain a letter to be searchable' });
    if (keys.familyKey === '')
      errors.push({ pointer: '#/familyName', detail: 'must contain a letter to be searchable' });
    if (errors.length > 0) throw new InvalidInput(errors);
    const changed = fields.filter((field) => this[field] !== subject[field]);
    for (const field of fields) Object.assign(this, { [field]: subject[field] });
    Object.assign(this, keys);
    return changed;
  }

  approve({ by, at, today }: Decision, dueOn: Day | undefined): void {
    this.moveTo('approved');
    Object.assign(this, { approvedBy: by, approvedAt: at, reviewCalledFor: null });
    this.setReviewDay(dueOn, today);
  }

  /** Refuses the entry. Postgres erases its content. */
  refuse(): void {
    this.moveTo('refused');
  }

  /** Removes the entry. Postgres erases its content, and nothing of the case. */
  purge(): void {
    this.moveTo('purged');
  }

  /** Revalidates the entry before its review day. Afterwards, an entry can only be purged. */
  revalidate(suspicionBasis: string, today: Day, dueOn: Day | undefined): void {
    if (this.state !== 'approved' || this.isOverdue(today)) throw this.invalidTransition();
    this.setReviewDay(dueOn, today);
    Object.assign(this, { suspicionBasis, reviewCalledFor: null, correctedBy: null });
  }

  /** Throws if the entry's case was sealed before its purge. Such an entry cannot be shared without its case. */
  requireShareableAlone(): void {
    if (this.reviewCalledFor === 'case_sealed') throw new SharingNotAllowed('sealed');
  }

  /**
   * Corrects the entry and settles the review call `subject_changed`. A changed subject or criminal activity requires another person's
   * review, as the approval did (28 CFR 23.20(a)).
   */
  correct(subject: IndexedSubject, { by, today }: Pick<Decision, 'by' | 'today'>): string[] {
    if (this.state !== 'approved' || this.isOverdue(today)) throw this.invalidTransition();
    const changed = this.describe(subject);
    if (this.reviewCalledFor === 'subject_changed') this.reviewCalledFor = null;
    if (changed.some((field) => identifyingFields.includes(field))) {
      Object.assign(this, { correctedBy: by, reviewCalledFor: this.reviewCalledFor ?? 'entry_corrected' });
    }
    return changed;
  }

  /**
   * Notes the addition of identifiers. An approved entry then requires another person's review before it is disclosed.
   */
  extend({ by, today }: Pick<Decision, 'by' | 'today'>): void {
    if (this.state === 'submitted') return;
    if (this.state !== 'approved' || this.isOverdue(today)) throw this.invalidTransition();
    Object.assign(this, { correctedBy: by, reviewCalledFor: this.reviewCalledFor ?? 'entry_corrected' });
  }

  /** Whether the entry is active, so that it may be disclosed. */
  isActive(today: Day): boolean {
    return this.state === 'approved' && !this.isOverdue(today) && this.reviewCalledFor === null;
  }

  requireActive(today: Day): void {
    if (!this.isActive(today)) throw new EntryNotActive();
  }

  isOverdue(today: Day): boolean {
    return this.reviewDueOn !== null && this.reviewDueOn < today;
  }

  canMoveTo(next: IndexEntryState): boolean {
    return (indexEntryTransitions[this.state] as readonly IndexEntryState[]).includes(next);
  }

  private moveTo(next: IndexEntryState): void {
    if (!this.canMoveTo(next)) throw this.invalidTransition();
    this.state = next;
  }

  private invalidTransition(): InvalidEntryTransition {
    return new InvalidEntryTransition(this.state, indexEntryTransitions[this.state]);
  }

  private setReviewDay(dueOn: Day | undefined, today: Day): void {
    const last = fiveYearsAfter(today);
    if (dueOn !== undefined) requireFuture('/reviewDueOn', dueOn, today);
    if (dueOn !== undefined && dueOn > last)
      throw InvalidInput.forPath('/reviewDueOn', 'must not be more than five years in the future');
    Object.assign(this, { validatedOn: today, reviewDueOn: dueOn ?? last });
  }
}

/** Throws 409 for a subject that must not be shared: a juvenile, one recorded in error, or one of a sealed case. */
export function requireShareable(
  { juvenile, voidedAt }: Pick<Suspect, 'juvenile' | 'voidedAt'>,
  { isSealed }: Pick<Complaint, 'isSealed'>,
): void {
  if (juvenile) throw new SharingNotAllowed('juvenile');
  if (voidedAt) throw new SharingNotAllowed('voided');
  if (isSealed) throw new SharingNotAllowed('sealed');
}

/** Throws 422 for each check that was not certified. */
export function requireCertifiedChecks(checks: SubjectChecks): void {
  const { showsReasonableSuspicion, wasLawfullyObtained, protectedViews, protectedViewsBasis = null } = checks;
  const errors: InputError[] = [];
  const refuse = (field: string, detail: string): void => {
    errors.push({ pointer: `#/checks/${field}`, detail });
  };
  if (!showsReasonableSuspicion) refuse('showsReasonableSuspicion', 'must be true for an entry in the index');
  if (!wasLawfullyObtained) refuse('wasLawfullyObtained', 'must be true for an entry in the index');
  if (protectedViews === 'directly_related' && protectedViewsBasis === null) {
    refuse('protectedViewsBasis', 'must say how the subject relates to the criminal activity');
  }
  if (protectedViews === 'none' && protectedViewsBasis !== null) {
    refuse('protectedViewsBasis', 'is only for views that are directly related');
  }
  if (errors.length > 0) throw new InvalidInput(errors);
}

/** Returns the same day five years later; for a leap day, 28 February. */
export function fiveYearsAfter(day: Day): Day {
  const year = String(Number(day.slice(0, 4)) + 5);
  return `${year}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;
}
