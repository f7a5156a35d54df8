import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import type { Day } from '../../platform/time/calendar.js';
import { AlreadyEnded } from './transfers.errors.js';
import type { TransferBasis } from './transfers.enums.js';

/** Share: read-only access of another agency to one complaint, until a day. */
@Entity('shares')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'grantedAt', 'id'])
@Index(['toTaskForceId', 'grantedAt', 'id'])
@Index(['taskForceId', 'complaintId'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['toTaskForceId', 'toAgencyId'], ['taskForceId', 'id'])
export class Share {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  /** Owner of the complaint at the time of the share, with the agency's name. */
  @Column('uuid') readonly agencyId!: string;
  @Column('text') readonly fromName!: string;
  @Column('uuid') readonly toTaskForceId!: string;
  @Column('uuid') readonly toAgencyId!: string;
  @Column('text') readonly toName!: string;
  @Column('text') readonly reference!: string;
  /** Whether suspects appear with their names. Juveniles never do. */
  @Column('boolean') readonly includesNames!: boolean;
  /** Last day, in the time zone of the complaint's task force. */
  @Column('date') readonly untilOn!: string;
  @Column('text') readonly basis!: TransferBasis;
  @Column('text') readonly reason!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly grantedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly grantedAt!: Date;
  @Column('text', { nullable: true }) endReason!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) endedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt!: Date | null;
  @VersionColumn() readonly version!: number;

  isActive(today: Day): boolean {
    return this.endedAt === null && today <= this.untilOn;
  }

  end(accountId: string, reason: string, now: Date): void {
    if (this.endedAt !== null) throw new AlreadyEnded();
    Object.assign(this, { endedBy: accountId, endReason: reason, endedAt: now });
  }
}
