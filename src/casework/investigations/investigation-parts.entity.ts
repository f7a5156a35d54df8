import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { Investigation } from './investigation.entity.js';
import type { InvestigationOutcome } from './investigations.enums.js';

/** The link of a complaint to an investigation, with its author and time. A wrong link ends with a reason. */
@Entity('investigation_complaints')
@Unique(['taskForceId', 'id'])
@Index(['complaintId'], { unique: true, where: 'ended_at IS NULL' })
@Index(['taskForceId', 'complaintId'])
@Index(['investigationId'], { where: 'ended_at IS NULL' })
@ForeignKey(() => Investigation, ['taskForceId', 'investigationId'], ['taskForceId', 'id'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
export class InvestigationComplaint {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly investigationId!: string;
  @Column('uuid') readonly complaintId!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly linkedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly linkedAt!: Date;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly endedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly endedAt!: Date | null;
  @Column('text', { nullable: true }) readonly endReason!: string | null;
}

/** A closure of an investigation, with its reopening, if any. */
@Entity('investigation_closures')
@Unique(['taskForceId', 'id'])
@Index(['investigationId'], { unique: true, where: 'reopened_at IS NULL' })
@Index(['taskForceId', 'investigationId'])
@ForeignKey(() => Investigation, ['taskForceId', 'investigationId'], ['taskForceId', 'id'])
export class InvestigationClosure {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly investigationId!: string;
  @Column('text') readonly outcome!: InvestigationOutcome;
  @Column('text') readonly narrative!: string;
  @Column('date') readonly closedOn!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly closedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly closedAt!: Date;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly reopenedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly reopenedAt!: Date | null;
  @Column('text', { nullable: true }) readonly reopenReason!: string | null;
}
