import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Complaint } from './complaint.entity.js';
import type { ComplaintState, DispositionCode } from './complaints.enums.js';

/** Hold on a complaint, with its reason and its review day. */
@Entity('complaint_holds')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@Index(['complaintId'], { unique: true, where: 'ended_at IS NULL' })
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
export class ComplaintHold {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text') readonly reason!: string;
  @Column('date') readonly reviewOn!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly heldBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly heldAt!: Date;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly endedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly endedAt!: Date | null;
}

/** Proposal by the account that works a complaint to close it. Another account accepts or rejects it. */
@Entity('closure_proposals')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@Index(['complaintId'], { unique: true, where: 'outcome IS NULL' })
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
export class ClosureProposal {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text') readonly code!: DispositionCode;
  @Column('text') readonly narrative!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly proposedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly proposedAt!: Date;
  @Column('text', { nullable: true }) readonly outcome!: ProposalOutcome | null;
  @Column('text', { nullable: true }) readonly answer!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly decidedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly decidedAt!: Date | null;
}

/** Status change of a complaint. A Postgres trigger writes one row for each. */
@Entity('complaint_moves')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
export class ComplaintMove {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('smallint') readonly cycle!: number;
  @Column('text') readonly fromState!: ComplaintState;
  @Column('text') readonly toState!: ComplaintState;
  @Column('text') readonly action!: string;
  @Column('text', { nullable: true }) readonly reason!: string | null;
  @Column('uuid', { nullable: true }) readonly mergedInto!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly movedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) readonly movedAt!: Date;
}

/** Outcome of a proposal to close. `not_followed`: the complaint was closed with another disposition. */
export const proposalOutcomes = ['accepted', 'not_followed', 'returned', 'withdrawn'] as const;
export type ProposalOutcome = (typeof proposalOutcomes)[number];
