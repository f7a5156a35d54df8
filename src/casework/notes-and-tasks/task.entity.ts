import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import type { Day } from '../../platform/time/calendar.js';
import { TaskEnded } from './tasks.errors.js';
import type { TaskState } from './tasks.enums.js';

/** Fields that can change while a task is open. */
export type TaskTerms = Pick<Task, 'title' | 'ownerId' | 'dueOn'>;

/** Task about a complaint, with an owner and a due day. */
@Entity('tasks')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'dueOn', 'id'])
@Index(['taskForceId', 'ownerId', 'dueOn', 'id'])
@Index(['taskForceId', 'complaintId', 'dueOn', 'id'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Account, ['taskForceId', 'ownerId'], ['taskForceId', 'id'])
export class Task {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text') title!: string;
  @Column('uuid') ownerId!: string;
  @Column('date') dueOn!: string;
  @Column('text') state!: TaskState;
  @Column('text', { nullable: true }) outcome!: string | null;
  @Column('text', { nullable: true }) cancelReason!: string | null;
  @ForeignKey(() => Account) @Column('uuid') readonly setBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly setAt!: Date;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) endedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt!: Date | null;
  @VersionColumn() readonly version!: number;

  change(terms: TaskTerms): void {
    this.requireOpen();
    Object.assign(this, terms);
  }

  complete(outcome: string, accountId: string, now: Date): void {
    this.requireOpen();
    Object.assign(this, { state: 'done', outcome, endedBy: accountId, endedAt: now } satisfies Partial<Task>);
  }

  cancel(reason: string, accountId: string, now: Date): void {
    this.requireOpen();
    Object.assign(this, {
      state: 'cancelled',
      cancelReason: reason,
      endedBy: accountId,
      endedAt: now,
    } satisfies Partial<Task>);
  }

  isOverdue(today: Day): boolean {
    return this.state === 'open' && this.dueOn < today;
  }

  private requireOpen(): void {
    if (this.state !== 'open') throw new TaskEnded(this.state);
  }
}

/** Owner and due day of a task, one row each time they were set. */
@Entity('task_terms')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@Index(['taskForceId', 'taskId'])
@Index(['ownerId'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Task, ['taskForceId', 'taskId'], ['taskForceId', 'id'])
@ForeignKey(() => Account, ['taskForceId', 'ownerId'], ['taskForceId', 'id'])
export class TaskTermsVersion {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid') readonly taskId!: string;
  @Column('uuid') readonly ownerId!: string;
  @Column('date') readonly dueOn!: string;
  /** Whether the row is a later change, not the creation of the task. */
  @Column('boolean') readonly isChange!: boolean;
  @ForeignKey(() => Account) @Column('uuid') readonly recordedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly recordedAt!: Date;
}
