import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Agency } from '../agencies/agency.entity.js';
import { Complaint } from './complaint.entity.js';
import type { ComplaintMode, ComplaintType, DispositionCode, Priority } from './complaints.words.js';
import type { PriorityRuleName } from './priority-rules.js';

/** What the first reading of a complaint found, and how many with the same number were there already. */
@Entity('screenings')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
export class Screening {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text') readonly type!: ComplaintType;
  @Column('text') readonly mode!: ComplaintMode;
  @Column('integer') readonly duplicatesFound!: number;
  @ForeignKey(() => Account) @Column('uuid') readonly screenedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly screenedAt!: Date;
}

/** Why a complaint got its priority: immunity for prioritization decisions turns on it (34 U.S.C. 21112(c)). */
@Entity('triages')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
export class Triage {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text') readonly type!: ComplaintType;
  @Column('text') readonly mode!: ComplaintMode;
  @Column('smallint') readonly priority!: Priority;
  @Column('text') readonly rationale!: string;
  /** What the rules proposed, and which of them; null for what was triaged before there were any. */
  @Column('smallint', { nullable: true }) readonly proposedPriority!: Priority | null;
  @Column('text', { array: true, nullable: true }) readonly proposedFor!: PriorityRuleName[] | null;
  @ForeignKey(() => Account) @Column('uuid') readonly triagedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly triagedAt!: Date;
}

/** Who was given a complaint, by whom and until when. */
@Entity('assignments')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => Account, ['taskForceId', 'investigatorId'], ['taskForceId', 'id'])
export class Assignment {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('uuid', { nullable: true }) readonly investigatorId!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly dueAt!: Date | null;
  @Column('text', { nullable: true }) readonly reason!: string | null;
  /** In which of the complaint's cycles. */
  @Column('smallint', { default: 1 }) readonly cycle!: number;
  @ForeignKey(() => Account) @Column('uuid') readonly assignedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly assignedAt!: Date;
}

/** How a complaint ended and why. */
@Entity('dispositions')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
export class Disposition {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text') readonly code!: DispositionCode;
  @Column('text') readonly narrative!: string;
  /** Who proposed just this; null where nobody did, or something else was proposed. */
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly proposedBy!: string | null;
  @ForeignKey(() => Account) @Column('uuid') readonly disposedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly disposedAt!: Date;
}
