import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Complaint } from '../../casework/complaints/complaint.entity.js';
import { Presentation } from '../outreach/presentation.entity.js';
import { Arrest } from '../../casework/suspects/arrest.entity.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import { VictimIdentified } from '../../casework/victims-identified/victim-identified.entity.js';
import { Operation } from './operation.entity.js';
import type { MemberKind } from './operations.enums.js';

/** Participation of a task force in an operation. Only records of its agencies can count in the operation. */
@Entity('operation_task_forces')
@Unique(['operationId', 'taskForceId'])
@Index(['taskForceId'])
export class OperationTaskForce {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => Operation) @Column('uuid') readonly operationId!: string;
  @ForeignKey(() => TaskForce) @Column('uuid') readonly taskForceId!: string;
}

/** Tag of one record in an operation, until it is removed. */
@Entity('operation_members')
@Unique(['taskForceId', 'id'])
@Index(['operationId', 'complaintId'], { unique: true, where: 'voided_at IS NULL' })
@Index(['operationId', 'arrestId'], { unique: true, where: 'voided_at IS NULL' })
@Index(['operationId', 'victimId'], { unique: true, where: 'voided_at IS NULL' })
@Index(['operationId', 'presentationId'], { unique: true, where: 'voided_at IS NULL' })
@Index(['operationId', 'id'], { where: 'voided_at IS NULL' })
@ForeignKey(() => OperationTaskForce, ['operationId', 'taskForceId'], ['operationId', 'taskForceId'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Arrest, ['taskForceId', 'arrestId'], ['taskForceId', 'id'])
@ForeignKey(() => VictimIdentified, ['taskForceId', 'victimId'], ['taskForceId', 'id'])
@ForeignKey(() => Presentation, ['taskForceId', 'presentationId'], ['taskForceId', 'id'])
export class OperationMember {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly operationId!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid', { nullable: true }) readonly complaintId!: string | null;
  @Column('uuid', { nullable: true }) readonly arrestId!: string | null;
  @Column('uuid', { nullable: true }) readonly victimId!: string | null;
  @Column('uuid', { nullable: true }) readonly presentationId!: string | null;
  /** Instant of the removal. The record no longer counts, and may be tagged again. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly voidedAt!: Date | null;
  @Column('text', { nullable: true }) readonly voidReason!: string | null;

  get member(): { readonly kind: MemberKind; readonly recordId: string } {
    const { complaintId, arrestId, victimId, presentationId } = this;
    if (complaintId !== null) return { kind: 'complaint', recordId: complaintId };
    if (arrestId !== null) return { kind: 'arrest', recordId: arrestId };
    if (victimId !== null) return { kind: 'victim', recordId: victimId };
    if (presentationId !== null) return { kind: 'presentation', recordId: presentationId };
    throw new Error(`Participation ${this.id} names no record`);
  }
}
