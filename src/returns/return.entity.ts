import { createHash } from 'node:crypto';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { OperationTaskForce } from '../operations/participation.entity.js';
import { InvalidInput } from '../platform/http/problems.js';
import type { Day } from '../platform/time/calendar.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import type { Finding } from './findings.js';
import { FindingsOpen, PeriodNotOver, ReturnSettled } from './returns.errors.js';
import type { ItemView } from './return-items.contract.js';
import type { ReturnCode, ReturnState } from './returns.words.js';

/** What a count of the period came to. */
export type Count = Pick<Return, 'figures' | 'findings' | 'recordsSha256' | 'countedSnapshot'>;

/** The figures of a period as a task force tells them: prepared by one person, locked by another, and then for ever the same. */
@Entity('returns')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'definition', 'period'], { unique: true, where: `state = 'prepared'` })
@Index(['taskForceId', 'definition', 'period', 'revision'], { unique: true, where: `state <> 'withdrawn'` })
@ForeignKey(() => Return, ['taskForceId', 'revises'], ['taskForceId', 'id'])
@ForeignKey(() => OperationTaskForce, ['operationId', 'taskForceId'], ['operationId', 'taskForceId'])
export class Return {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => TaskForce) @Column('uuid') readonly taskForceId!: string;
  @Column('text') readonly definition!: ReturnCode;
  @Column('integer') readonly definitionVersion!: number;
  /** A fiscal year, a month, or the id of an operation. */
  @Column('text') readonly period!: string;
  @Column('date') readonly fromOn!: Day;
  /** The day after its last. */
  @Column('date') readonly untilOn!: Day;
  /** Where its days were counted. */
  @Column('text') readonly zone!: string;
  @Column('uuid', { nullable: true }) readonly operationId!: string | null;
  @Column('integer') readonly revision!: number;
  /** The locked return that it corrects. */
  @Column('uuid', { nullable: true }) readonly revises!: string | null;
  @Column('text', { nullable: true }) readonly revisionReason!: string | null;
  @Column('text') state!: ReturnState;
  @Column('jsonb') figures!: readonly ItemView[];
  @Column('jsonb') findings!: readonly Finding[];
  @Column('bytea') recordsSha256!: Buffer;
  /** Whoever counted it last. Postgres signs and times each count. */
  @ForeignKey(() => Account) @Column({ type: 'uuid', insert: false, update: false }) readonly countedBy!: string;
  /** By the clock of the trail, which may say why something counts otherwise since. */
  @Column({ type: 'timestamptz', insert: false, update: false }) readonly countedAt!: Date;
  /** What was committed when it was counted. */
  @Column('text') countedSnapshot!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly preparedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly preparedAt!: Date;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) withdrawnBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) withdrawnAt!: Date | null;
  @Column('text', { nullable: true }) withdrawReason!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) approvedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) approvedAt!: Date | null;
  /** What is answered from its lock on, byte for byte. */
  @Column('text', { nullable: true }) document!: string | null;
  @Column('bytea', { nullable: true }) sha256!: Buffer | null;
  @VersionColumn() readonly version!: number;

  requirePrepared(): void {
    if (this.state !== 'prepared') throw new ReturnSettled(this.state);
  }

  /** Where the records are the same it is no other count, and stays that of whoever counted it. */
  countAnew({ findings, ...count }: Count): void {
    this.requirePrepared();
    this.findings = findings;
    if (!count.recordsSha256.equals(this.recordsSha256)) Object.assign(this, count);
  }

  /** Says something to some findings; who said something before is not asked again. */
  answer(notes: ReadonlyMap<number, string>, by: string, at: Date): void {
    this.requirePrepared();
    for (const number of notes.keys()) {
      if (!this.findings.some((finding) => finding.number === number)) {
        throw InvalidInput.at('/answers', 'names a finding that is not there');
      }
    }
    this.findings = this.findings.map((finding) => {
      const note = notes.get(finding.number);
      return note === undefined ? finding : { ...finding, answer: { note, by, at: at.toISOString() } };
    });
  }

  /** `today` is the day it is where the task force is. */
  approve(by: string, at: Date, today: Day): void {
    this.requirePrepared();
    if (today < this.untilOn) throw new PeriodNotOver(this.untilOn);
    const open = this.findings.filter(({ answer }) => answer === null).map(({ number }) => number);
    if (open.length > 0) throw new FindingsOpen(open);
    Object.assign(this, { state: 'locked', approvedBy: by, approvedAt: at });
  }

  /** Keeps what is answered from now on. */
  keep(document: string): void {
    this.document = document;
    this.sha256 = createHash('sha256').update(document).digest();
  }

  withdraw(reason: string, by: string, at: Date): void {
    this.requirePrepared();
    Object.assign(this, { state: 'withdrawn', withdrawReason: reason, withdrawnBy: by, withdrawnAt: at });
  }
}
