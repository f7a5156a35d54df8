import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Agency } from '../agencies/agency.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import type { ComplaintMode, ComplaintSource, ComplaintType, Priority } from '../complaints/complaints.words.js';
import type { Day } from '../platform/time/calendar.js';
import { AlreadyAnswered } from './hand-over.errors.js';
import type { HandOverBasis, TransferKind, TransferState } from './hand-over.words.js';

/**
 * A complaint offered to another agency or task force, and what became of the offer. Both sides see this row; what the receiver
 * is told before there is an answer stands in it. Only the database's own function answers it.
 */
@Entity('transfers')
@Unique(['taskForceId', 'id'])
@Index(['complaintId'], { unique: true, where: `state = 'offered'` })
@Index(['taskForceId', 'offeredAt', 'id'])
@Index(['toTaskForceId', 'offeredAt', 'id'])
@Index(['taskForceId', 'complaintId'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['toTaskForceId', 'toAgencyId'], ['taskForceId', 'id'])
export class Transfer {
  @PrimaryColumn('uuid') readonly id!: string;
  /** Whose complaint it was when it was offered, and what the agency was called. */
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('text') readonly fromName!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text') readonly kind!: TransferKind;
  @Column('uuid') readonly toTaskForceId!: string;
  @Column('uuid') readonly toAgencyId!: string;
  @Column('text') readonly toName!: string;
  @Column('text') readonly basis!: HandOverBasis;
  @Column('text') readonly reason!: string;
  @Column('text') readonly summary!: string;
  @Column('text') readonly reference!: string;
  @Column('text') readonly source!: ComplaintSource;
  @Column('text', { nullable: true }) readonly type!: ComplaintType | null;
  @Column('text', { nullable: true }) readonly mode!: ComplaintMode | null;
  @Column('smallint', { nullable: true }) readonly priority!: Priority | null;
  @ForeignKey(() => Account) @Column('uuid') readonly offeredBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly offeredAt!: Date;
  /** The last day for an answer; after it the receiver's task force may answer, too. */
  @Column('date') readonly answerBy!: string;
  @Column('text') readonly state!: TransferState;
  @Column('text', { nullable: true }) readonly answerReason!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly decidedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly decidedAt!: Date | null;
  /** The complaint that the receiver works: the same one within a task force. */
  @Column('uuid', { nullable: true }) readonly becameComplaintId!: string | null;
  @VersionColumn() readonly version!: number;

  get isOpen(): boolean {
    return this.state === 'offered';
  }

  /** The day for an answer has gone by. */
  hasLapsed(today: Day): boolean {
    return this.answerBy < today;
  }

  /** Nobody answered in time, so that it is their task force's to answer. */
  isOverdue(today: Day): boolean {
    return this.isOpen && this.hasLapsed(today);
  }

  requireOpen(): void {
    if (!this.isOpen) throw new AlreadyAnswered(this.state);
  }
}
