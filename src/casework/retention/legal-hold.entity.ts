import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { HoldLifted, LiftingNotRequested, LiftingRequested } from './retention.errors.js';
import type { Attribution } from './retention.entity.js';

/**
 * A legal hold for a court, a prosecutor or an inquiry. While active, it blocks every deletion of the complaint, and it
 * never expires. Placing one takes effect at once; lifting one takes two persons.
 */
@Entity('legal_holds')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@Index(['complaintId'], { where: 'lifted_at IS NULL' })
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
export class LegalHold {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text') readonly authority!: string;
  @Column('text') readonly reason!: string;
  @Column('date') reviewOn!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly placedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly placedAt!: Date;
  @Column('text', { nullable: true }) liftReason!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) liftRequestedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) liftRequestedAt!: Date | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) liftedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) liftedAt!: Date | null;
  @VersionColumn() readonly version!: number;

  get isActive(): boolean {
    return this.liftedAt === null;
  }

  /** Extends the hold after a review. This rejects a pending request to lift it. */
  extend(reviewOn: string): void {
    this.requireActive();
    Object.assign(this, { reviewOn, liftReason: null, liftRequestedBy: null, liftRequestedAt: null });
  }

  requestLifting(reason: string, { by, at }: Attribution): void {
    this.requireActive();
    if (this.liftRequestedAt !== null) throw new LiftingRequested();
    Object.assign(this, { liftReason: reason, liftRequestedBy: by, liftRequestedAt: at });
  }

  lift({ by, at }: Attribution): void {
    this.requireActive();
    if (this.liftRequestedAt === null) throw new LiftingNotRequested();
    Object.assign(this, { liftedBy: by, liftedAt: at });
  }

  private requireActive(): void {
    if (!this.isActive) throw new HoldLifted();
  }
}
