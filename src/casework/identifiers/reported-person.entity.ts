import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { voidRow, type Voidable } from '../records/voiding.js';
import type { Day } from '../../platform/time/calendar.js';
import type { ReportedRole } from './identifiers.enums.js';

/**
 * Person reported in a tip, not yet a suspect or an identified child. A child has only a role and an age here; the
 * identity belongs in the vault (18 U.S.C. 3509(d)).
 */
@Entity('reported_persons')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'complaintId', 'id'])
@Index(['taskForceId', 'complaintId'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
export class ReportedPerson implements Voidable {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text') readonly role!: ReportedRole;
  @Column('text', { nullable: true }) readonly givenName!: string | null;
  @Column('text', { nullable: true }) readonly familyName!: string | null;
  @Column('text', { nullable: true }) readonly otherName!: string | null;
  @Column('date', { nullable: true }) readonly bornOn!: Day | null;
  @Column('smallint', { nullable: true }) readonly approximateAge!: number | null;
  @Column('text', { nullable: true }) readonly description!: string | null;
  @Column('text', { nullable: true }) readonly sourcePath!: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) readonly recordedAt!: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  void(reason: string, now: Date): void {
    voidRow(this, reason, now);
  }
}
