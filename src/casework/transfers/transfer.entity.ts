import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import type { ComplaintMode, ComplaintSource, ComplaintType, Priority } from '../complaints/complaints.enums.js';
import type { Day } from '../../platform/time/calendar.js';
import { AlreadyAnswered } from './transfers.errors.js';
import type { TransferBasis, TransferKind, TransferState } from './transfers.enums.js';

/**
 * Offer of a complaint to another agency, with its answer. Both sides see the row, so it contains only what the receiver may know before
 * the answer.
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
  /** Owner of the complaint at the time of the offer, with the agency's name. */
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('text') readonly fromName!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text') readonly kind!: TransferKind;
  @Column('uuid') readonly toTaskForceId!: string;
  @Column('uuid') readonly toAgencyId!: string;
  @Column('text') readonly toName!: string;
  @Column('text') readonly basis!: TransferBasis;
  @Column('text') readonly reason!: string;
  @Column('text') readonly summary!: string;
  @Column('text') readonly reference!: string;
  @Column('text') readonly source!: ComplaintSource;
  @Column('text', { nullable: true }) readonly type!: ComplaintType | null;
  @Column('text', { nullable: true }) readonly mode!: ComplaintMode | null;
  @Column('smallint', { nullable: true }) readonly priority!: Priority | null;
  @ForeignKey(() => Account) @Column('uuid') readonly offeredBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly offeredAt!: Date;
  /** Last day for the answer. After it, the receiver's task force may also answer. */
  @Column('date') readonly answerBy!: string;
  @Column('text') readonly state!: TransferState;
  @Column('text', { nullable: true }) readonly answerReason!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly decidedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly decidedAt!: Date | null;
  @Column('uuid', { nullable: true }) readonly becameComplaintId!: string | null;
  @VersionColumn() readonly version!: number;

  get isOpen(): boolean {
    return this.state === 'offered';
  }

  hasLapsed(today: Day): boolean {
    return this.answerBy < today;
  }

  /** Whether the offer is open after its last day, so the receiver's task force may answer it. */
  isOverdue(today: Day): boolean {
    return this.isOpen && this.hasLapsed(today);
  }

  requireOpen(): void {
    if (!this.isOpen) throw new AlreadyAnswered(this.state);
  }
}
