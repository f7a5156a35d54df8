import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import type { Voidable } from '../records/voiding.js';
import type { Day } from '../../platform/time/calendar.js';
import { VictimIdentified } from './victim-identified.entity.js';
import type { SafeguardingStatus } from './victims-identified.enums.js';

/** Safeguarding step: action for a child's safety, or change in the child's situation, on a day. */
@Entity('safeguarding_steps')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'victimId'])
@ForeignKey(() => VictimIdentified, ['taskForceId', 'complaintId', 'victimId'], ['taskForceId', 'complaintId', 'id'])
export class SafeguardingStep implements Voidable {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid') readonly victimId!: string;
  @Column('text') readonly status!: SafeguardingStatus;
  @Column('date') happenedOn!: Day;
  @Column('text', { nullable: true }) readonly reason!: string | null;
  @ForeignKey(() => Account) @Column('uuid') readonly notedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly notedAt!: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
}

/** Sorts steps by day, and within a day by the time of recording. */
export function sortSteps(steps: readonly SafeguardingStep[]): SafeguardingStep[] {
  return steps.toSorted(
    (one, other) =>
      compare(one.happenedOn, other.happenedOn) ||
      one.notedAt.getTime() - other.notedAt.getTime() ||
      compare(one.id, other.id),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
