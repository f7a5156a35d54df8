import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Complaint } from '../../casework/complaints/complaint.entity.js';
import { voidRow, type Voidable } from '../../casework/records/voiding.js';
import type { OutsideResult, OutsideSystem } from './deconfliction.enums.js';

/** A search made by hand in an external system, and its result. */
@Entity('outside_checks')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
export class OutsideCheck implements Voidable {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text') readonly system!: OutsideSystem;
  /** Name of a system that is not listed. */
  @Column('text', { nullable: true }) readonly systemName!: string | null;
  @Column('text') readonly queryId!: string;
  @Column('text') readonly result!: OutsideResult;
  @Column({ type: 'timestamptz', precision: 3 }) readonly checkedAt!: Date;
  @ForeignKey(() => Account) @Column('uuid') readonly recordedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly recordedAt!: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  void(reason: string, now: Date): void {
    voidRow(this, reason, now);
  }
}
