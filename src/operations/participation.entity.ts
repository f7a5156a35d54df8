import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { Presentation } from '../outreach/presentation.entity.js';
import { Arrest } from '../suspects/arrest.entity.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import { VictimIdentified } from '../victims-identified/victim-identified.entity.js';
import { Operation } from './operation.entity.js';

/** A task force takes part in an operation: only what its agencies recorded can count in it. */
@Entity('operation_task_forces')
@Unique(['operationId', 'taskForceId'])
@Index(['taskForceId'])
export class OperationTaskForce {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => Operation) @Column('uuid') readonly operationId!: string;
  @ForeignKey(() => TaskForce) @Column('uuid') readonly taskForceId!: string;
}

/** A tag: this one record belongs to that operation. */
@Entity('operation_members')
@Unique(['taskForceId', 'id'])
@Unique(['operationId', 'complaintId'])
@Unique(['operationId', 'arrestId'])
@Unique(['operationId', 'victimId'])
@Unique(['operationId', 'presentationId'])
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
}
