import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import type { Day } from '../../platform/time/calendar.js';
import { AlreadyExpunged, AlreadySealed, NotSealed, SealOrderExpired, OrderNotOpen } from './retention.errors.js';
import type { Attribution } from './retention.entity.js';
import type { SealOrderKind } from './retention.enums.js';

export type SealingState = Pick<Complaint, 'isSealed' | 'isExpunged'>;

/** A court order to seal, unseal or expunge a complaint. One person enters it, and another executes it. */
@Entity('seal_orders')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
export class SealOrder {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text') readonly kind!: SealOrderKind;
  @Column('text') readonly orderNumber!: string;
  @Column('text') readonly court!: string;
  @Column('date') readonly orderedOn!: string;
  @Column('date', { nullable: true }) readonly expiresOn!: string | null;
  @ForeignKey(() => Account) @Column('uuid') readonly enteredBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly enteredAt!: Date;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) executedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) executedAt!: Date | null;
  @Column('text', { nullable: true }) withdrawReason!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) withdrawnBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) withdrawnAt!: Date | null;
  @VersionColumn() readonly version!: number;

  get isSettled(): boolean {
    return this.executedAt !== null || this.withdrawnAt !== null;
  }

  /**
   * Throws if the order does not fit the complaint's state on that day. A second order may expunge more of an expunged
   * complaint.
   */
  requireApplicable({ isSealed, isExpunged }: SealingState, today: Day): void {
    if (this.expiresOn !== null && this.expiresOn < today) throw new SealOrderExpired();
    if (isExpunged && this.kind !== 'expunge') throw new AlreadyExpunged();
    if (this.kind === 'seal' && isSealed) throw new AlreadySealed();
    if (this.kind === 'unseal' && !isSealed) throw new NotSealed();
  }

  execute({ by, at }: Attribution): void {
    if (this.isSettled) throw new OrderNotOpen();
    Object.assign(this, { executedBy: by, executedAt: at });
  }

  /** Withdraws an order that was entered in error, or that the court vacated before its execution. */
  withdraw(reason: string, { by, at }: Attribution): void {
    if (this.isSettled) throw new OrderNotOpen();
    Object.assign(this, { withdrawReason: reason, withdrawnBy: by, withdrawnAt: at });
  }
}
