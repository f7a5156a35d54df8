import { createHash } from 'node:crypto';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { OperationTaskForce } from '../operations/participation.entity.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { Day } from '../../platform/time/calendar.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import type { Finding } from './findings.js';
import { UnansweredFindings, PeriodNotOver, ReportNotOpen } from './performance-reports.errors.js';
import type { ItemView } from './performance-report-item.view.js';
import type { PerformanceReportCode, PerformanceReportState } from './performance-reports.enums.js';

export type Count = Pick<PerformanceReport, 'figures' | 'findings' | 'recordsSha256' | 'countedSnapshot'>;

/**
 * Performance report: the figures of a period from a task force. One person prepares it and another locks it. A locked
 * report never changes.
 */
@Entity('performance_reports')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'definition', 'period'], { unique: true, where: `state = 'prepared'` })
@Index(['taskForceId', 'definition', 'period', 'revision'], { unique: true, where: `state <> 'withdrawn'` })
@ForeignKey(() => PerformanceReport, ['taskForceId', 'revises'], ['taskForceId', 'id'])
@ForeignKey(() => OperationTaskForce, ['operationId', 'taskForceId'], ['operationId', 'taskForceId'])
export class PerformanceReport {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => TaskForce) @Column('uuid') readonly taskForceId!: string;
  @Column('text') readonly definition!: PerformanceReportCode;
  @Column('integer') readonly definitionVersion!: number;
  /** Fiscal year, month, or id of an operation. */
  @Column('text') readonly period!: string;
  @Column('date') readonly fromOn!: Day;
  /** Day after the last day. */
  @Column('date') readonly untilOn!: Day;
  @Column('text') readonly zone!: string;
  @Column('uuid', { nullable: true }) readonly operationId!: string | null;
  @Column('integer') readonly revision!: number;
  @Column('uuid', { nullable: true }) readonly revises!: string | null;
  @Column('text', { nullable: true }) readonly revisionReason!: string | null;
  @Column('text') state!: PerformanceReportState;
  @Column('jsonb') figures!: readonly ItemView[];
  @Column('jsonb') findings!: readonly Finding[];
  @Column('bytea') recordsSha256!: Buffer;
  /** Account that counted last. Postgres sets it, and the instant, at each count. */
  @ForeignKey(() => Account) @Column({ type: 'uuid', insert: false, update: false }) readonly countedBy!: string;
  /** Instant by the clock of the trail, which may explain later differences. */
  @Column({ type: 'timestamptz', insert: false, update: false }) readonly countedAt!: Date;
  @Column('text') countedSnapshot!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly preparedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly preparedAt!: Date;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) withdrawnBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) withdrawnAt!: Date | null;
  @Column('text', { nullable: true }) withdrawReason!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) approvedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) approvedAt!: Date | null;
  /** Answer since the lock, byte for byte. */
  @Column('text', { nullable: true }) document!: string | null;
  @Column('bytea', { nullable: true }) sha256!: Buffer | null;
  @VersionColumn() readonly version!: number;

  requirePrepared(): void {
    if (this.state !== 'prepared') throw new ReportNotOpen(this.state);
  }

  /** Replaces the count. With equal records it changes only the findings, and the count stays with its author. */
  replaceCount({ findings, ...count }: Count): void {
    this.requirePrepared();
    this.findings = findings;
    if (!count.recordsSha256.equals(this.recordsSha256)) Object.assign(this, count);
  }

  /** Answers some findings, and leaves the other answers unchanged. */
  answer(notes: ReadonlyMap<number, string>, answeredBy: string, answeredAt: Date): void {
    this.requirePrepared();
    for (const number of notes.keys()) {
      if (!this.findings.some((finding) => finding.number === number)) {
        throw InvalidInput.forPath('/answers', 'names a finding that does not exist');
      }
    }
    this.findings = this.findings.map((finding) => {
      const note = notes.get(finding.number);
      return note === undefined
        ? finding
        : { ...finding, answer: { note, by: answeredBy, at: answeredAt.toISOString() } };
    });
  }

  /**
   * Locks the report. Rejects it before the end of the period, and with unanswered findings. `today` is the day where
   * the task force is.
   */
  approve(approvedBy: string, approvedAt: Date, today: Day): void {
    this.requirePrepared();
    if (today < this.untilOn) throw new PeriodNotOver(this.untilOn);
    const open = this.findings.filter(({ answer }) => answer === null).map(({ number }) => number);
    if (open.length > 0) throw new UnansweredFindings(open);
    Object.assign(this, { state: 'locked', approvedBy, approvedAt });
  }

  /** Stores the document that every later request gets. */
  storeDocument(document: string): void {
    this.document = document;
    this.sha256 = createHash('sha256').update(document).digest();
  }

  withdraw(reason: string, withdrawnBy: string, withdrawnAt: Date): void {
    this.requirePrepared();
    Object.assign(this, {
      state: 'withdrawn',
      withdrawReason: reason,
      withdrawnBy,
      withdrawnAt,
    });
  }
}
