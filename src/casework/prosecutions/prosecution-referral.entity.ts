import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../../organization/agencies/agency.entity.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { requireNotVoid, voidRow, type Voidable } from '../records/voiding.js';
import type { Day } from '../../platform/time/calendar.js';
import { Suspect } from '../suspects/suspect.entity.js';
import { AlreadyDecided } from './prosecutions.errors.js';
import type { DeclineReason, Forum, ReferralDecision } from './prosecutions.enums.js';

export type ReferralFacts = Pick<ProsecutionReferral, 'forum' | 'office' | 'referredOn' | 'agencyId'>;

export interface ReferralAnswer {
  readonly decision: Exclude<ReferralDecision, 'pending'>;
  readonly decidedOn: Day;
  readonly declineReason: DeclineReason | null;
}

/** A suspect's case referred to a prosecutor, who accepts or declines it. It counts on the day of the referral. */
@Entity('prosecution_referrals')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'suspectId', 'id'])
@Index(['taskForceId', 'suspectId'])
@Index(['taskForceId', 'complaintId'])
@Index(['taskForceId', 'referredOn', 'id'])
@Index(['taskForceId', 'decidedOn'])
@ForeignKey(() => Suspect, ['taskForceId', 'complaintId', 'suspectId'], ['taskForceId', 'complaintId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class ProsecutionReferral implements Voidable {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid') readonly suspectId!: string;
  @Column('uuid') agencyId!: string;
  @Column('text') forum!: Forum;
  @Column('text', { nullable: true }) office!: string | null;
  @Column('date') referredOn!: string;
  @Column('text') decision!: ReferralDecision;
  @Column('date', { nullable: true }) decidedOn!: string | null;
  @Column('text', { nullable: true }) declineReason!: DeclineReason | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  /** Records the referral. Its day cannot precede the complaint's receipt or be in the future. */
  refer(facts: ReferralFacts, complaint: Complaint, today: Day): void {
    requireNotFuture('/referredOn', facts.referredOn, today);
    complaint.requireNotBefore(facts.referredOn, '/referredOn');
    Object.assign(this, facts, { decision: 'pending', decidedOn: null, declineReason: null });
  }

  /** Records the only answer of this referral. A renewed request to the prosecutor is a new referral. */
  decide({ decision, decidedOn, declineReason }: ReferralAnswer, today: Day): void {
    requireNotVoid(this);
    if (this.decision !== 'pending') throw new AlreadyDecided();
    requireNotFuture('/decidedOn', decidedOn, today);
    if (decidedOn < this.referredOn)
      throw InvalidInput.forPath('/decidedOn', 'must not be before the day of the referral');
    if (decision === 'declined' && declineReason === null) {
      throw InvalidInput.forPath('/declineReason', 'must be set when the referral is declined');
    }
    if (decision === 'accepted' && declineReason !== null) {
      throw InvalidInput.forPath('/declineReason', 'must not be set when the referral is accepted');
    }
    Object.assign(this, { decision, decidedOn, declineReason });
  }

  void(reason: string, now: Date): void {
    voidRow(this, reason, now);
  }
}
