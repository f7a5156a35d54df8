import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { VictimIdentified } from '../victims-identified/victim-identified.entity.js';

/** Duration in which a request can be approved, in milliseconds. */
export const destructionValidityMs = 7 * 24 * 3_600_000;

/**
 * Destruction of a child's identity, requested under an order and approved by another person. Postgres records the
 * approval.
 */
@Entity('identity_destructions')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@Index(['taskForceId', 'victimId'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => VictimIdentified, ['taskForceId', 'victimId'], ['taskForceId', 'id'])
export class IdentityDestruction {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid') readonly victimId!: string;
  /** Number of the order, as the court or agency assigned it. */
  @Column('text') readonly orderNumber!: string;
  @Column('text') readonly reason!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly requestedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly requestedAt!: Date;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly approvedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly approvedAt!: Date | null;

  /** Time at which the request expires, a week after it was made. */
  get lapsesAt(): Date {
    return new Date(this.requestedAt.getTime() + destructionValidityMs);
  }

  isOpenAt(now: Date): boolean {
    return this.approvedAt === null && now < this.lapsesAt;
  }
}
