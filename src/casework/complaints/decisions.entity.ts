import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { Complaint } from './complaint.entity.js';
import type { ChildAccess, ComplaintMode, ComplaintType, DispositionCode, Priority } from './complaints.enums.js';
import type { PriorityRuleName } from './priority-rules.js';

/** Initial screening of a complaint, with the number of duplicates found. */
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
  /** Access of the reported person to a child, as the author chose it; null if not stated. */
  @Column('text', { nullable: true }) readonly childAccess!: ChildAccess | null;
  /** Whether the author found a statement of hands-on abuse; null if not stated. */
  @Column('boolean', { nullable: true }) readonly hasHandsOnStatement!: boolean | null;
  @ForeignKey(() => Account) @Column('uuid') readonly screenedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly screenedAt!: Date;
}

/** Triage of a complaint. Immunity for prioritization decisions depends on its rationale (34 U.S.C. 21112(c)). */
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
  /** Facts of the tip as the author chose them; null if not stated. */
  @Column('text', { nullable: true }) readonly childAccess!: ChildAccess | null;
  @Column('boolean', { nullable: true }) readonly hasHandsOnStatement!: boolean | null;
  /** Type and mode that were proposed; null if the rules proposed none. */
  @Column('text', { nullable: true }) readonly proposedType!: ComplaintType | null;
  @Column('text', { nullable: true }) readonly proposedMode!: ComplaintMode | null;
  /**
   * Priority that the rules propose for the decided type, and the rules that support it; null for a triage before the
   * rules existed.
   */
  @Column('smallint', { nullable: true }) readonly proposedPriority!: Priority | null;
  @Column('text', { array: true, nullable: true }) readonly proposedFor!: PriorityRuleName[] | null;
  @ForeignKey(() => Account) @Column('uuid') readonly triagedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly triagedAt!: Date;
}

/** Assignment of a complaint to an agency and an investigator, with author and due time. */
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
  @Column('smallint', { default: 1 }) readonly cycle!: number;
  @ForeignKey(() => Account) @Column('uuid') readonly assignedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly assignedAt!: Date;
}

/** Disposition of a complaint, with its reason. */
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
  /** Author of an accepted proposal; null if there was none or another disposition was proposed. */
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly proposedBy!: string | null;
  @ForeignKey(() => Account) @Column('uuid') readonly disposedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly disposedAt!: Date;
}
