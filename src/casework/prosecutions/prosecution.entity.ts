import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../../organization/agencies/agency.entity.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { requireNotVoid, voidRow, type Voidable } from '../records/voiding.js';
import type { Day } from '../../platform/time/calendar.js';
import { Suspect } from '../suspects/suspect.entity.js';
import { ProsecutionReferral } from './prosecution-referral.entity.js';
import { ReferralNotAccepted, SentenceAboveMaximum } from './prosecutions.errors.js';
import { convictions, type Forum, type ProsecutionOutcome } from './prosecutions.enums.js';

export type ProsecutionFacts = Pick<
  Prosecution,
  'forum' | 'court' | 'caseNumber' | 'filedOn' | 'agencyId' | 'isTriedAsAdult'
>;

export interface ProsecutionBackground {
  readonly complaint: Complaint;
  readonly suspect: Suspect;
  readonly referral: ProsecutionReferral | null;
  readonly today: Day;
}

/** A sentence for the whole case, and the statutory maximum. Months are null for life. */
export interface Sentence {
  readonly months: number | null;
  readonly isLife: boolean;
  readonly statutoryMaxMonths: number | null;
  readonly isMaxLife: boolean;
  readonly note: string | null;
}

export interface ProsecutionEnd {
  readonly outcome: Exclude<ProsecutionOutcome, 'pending'>;
  readonly disposedOn: Day;
  readonly sentence: Sentence | null;
}

const noSentence = {
  sentenceMonths: null,
  isLife: false,
  statutoryMaxMonths: null,
  isMaxLife: false,
  sentenceNote: null,
} as const;

/** One defendant in one court case. It counts on the day of filing and on the day of its end. */
@Entity('prosecutions')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'suspectId'])
@Index(['taskForceId', 'complaintId'])
@Index(['taskForceId', 'filedOn', 'id'])
@Index(['taskForceId', 'disposedOn'])
@Index(['referralId'], { where: 'referral_id IS NOT NULL' })
@ForeignKey(() => Suspect, ['taskForceId', 'complaintId', 'suspectId'], ['taskForceId', 'complaintId', 'id'])
@ForeignKey(() => ProsecutionReferral, ['taskForceId', 'suspectId', 'referralId'], ['taskForceId', 'suspectId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class Prosecution implements Voidable {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid') readonly suspectId!: string;
  @Column('uuid') agencyId!: string;
  @Column('uuid', { nullable: true }) readonly referralId!: string | null;
  @Column('text') forum!: Forum;
  @Column('text') court!: string;
  @Column('text', { nullable: true }) caseNumber!: string | null;
  @Column('date') filedOn!: string;
  /** Whether a juvenile is tried as an adult (18 U.S.C. 5032). */
  @Column('boolean') isTriedAsAdult!: boolean;
  @Column('text') outcome!: ProsecutionOutcome;
  @Column('date', { nullable: true }) disposedOn!: string | null;
  @Column('integer', { nullable: true }) sentenceMonths!: number | null;
  @Column('boolean') isLife!: boolean;
  @Column('integer', { nullable: true }) statutoryMaxMonths!: number | null;
  @Column('boolean') isMaxLife!: boolean;
  @Column('text', { nullable: true }) sentenceNote!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  file(facts: ProsecutionFacts, background: ProsecutionBackground): void {
    this.describe(facts, background);
    Object.assign(this, { outcome: 'pending', disposedOn: null }, noSentence);
  }

  /**
   * Sets the facts. The filing cannot precede the complaint or the accepted referral, or follow the end of the case.
   */
  describe(facts: ProsecutionFacts, { complaint, suspect, referral, today }: ProsecutionBackground): void {
    requireNotVoid(this);
    const { filedOn, isTriedAsAdult } = facts;
    requireNotFuture('/filedOn', filedOn, today);
    complaint.requireNotBefore(filedOn, '/filedOn');
    if (referral) requireAccepted(referral, facts);
    if (this.disposedOn && filedOn > this.disposedOn)
      throw InvalidInput.forPath('/filedOn', 'must not be after the end of the case');
    if (isTriedAsAdult && !suspect.juvenile) {
      throw InvalidInput.forPath('/isTriedAsAdult', 'is only for a juvenile, and the suspect is an adult');
    }
    Object.assign(this, facts);
  }

  dispose({ outcome, disposedOn, sentence }: ProsecutionEnd, today: Day): void {
    requireNotVoid(this);
    requireNotFuture('/disposedOn', disposedOn, today);
    if (disposedOn < this.filedOn)
      throw InvalidInput.forPath('/disposedOn', 'must not be before the day the case was filed');
    if (sentence && !convictions.includes(outcome)) {
      throw InvalidInput.forPath('/sentence', 'is allowed with a conviction only');
    }
    Object.assign(this, { outcome, disposedOn }, sentence ? toSentenceColumns(sentence) : noSentence);
  }

  void(reason: string, now: Date): void {
    voidRow(this, reason, now);
  }
}

function requireAccepted(referral: ProsecutionReferral, { forum, filedOn }: ProsecutionFacts): void {
  requireNotVoid(referral);
  const { decision, decidedOn } = referral;
  if (decision !== 'accepted' || decidedOn === null) throw new ReferralNotAccepted(decision);
  if (referral.forum !== forum) throw InvalidInput.forPath('/forum', 'differs from that of the referral');
  if (filedOn < decidedOn) throw InvalidInput.forPath('/filedOn', 'must not be before the referral was accepted');
}

function toSentenceColumns(
  sentence: Sentence,
): Pick<Prosecution, 'sentenceMonths' | 'isLife' | 'statutoryMaxMonths' | 'isMaxLife' | 'sentenceNote'> {
  const { months, isLife, statutoryMaxMonths, isMaxLife, note } = sentence;
  if (isLife === (months !== null))
    throw InvalidInput.forPath('/sentence/months', 'must be set, unless the sentence is life');
  if (isMaxLife === (statutoryMaxMonths !== null)) {
    throw InvalidInput.forPath('/sentence/statutoryMaxMonths', 'must be set, unless the maximum is life');
  }
  if (isAboveMaximum(sentence) && note === null) throw new SentenceAboveMaximum();
  return { sentenceMonths: months, isLife, statutoryMaxMonths, isMaxLife, sentenceNote: note };
}

function isAboveMaximum({ months, isLife, statutoryMaxMonths, isMaxLife }: Sentence): boolean {
  if (isMaxLife || statutoryMaxMonths === null) return false;
  return isLife || (months !== null && months > statutoryMaxMonths);
}
