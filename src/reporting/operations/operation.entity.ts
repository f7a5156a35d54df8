import { Column, Entity, ForeignKey, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { InvalidInput } from '../../platform/http/problems.js';
import { daysBetween } from '../../platform/time/calendar.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import { TaggingNotAllowed } from './operations.errors.js';
import type { OperationMembership } from './operations.enums.js';

const maxWindowDays = 366;

export type OperationPlan = Pick<Operation, 'name' | 'startsOn' | 'endsOn' | 'membership'>;

/**
 * Operation: a window of days in which task forces work together on one kind of matter, such as Operation Broken Heart.
 */
@Entity('operations')
@Unique(['taskForceId', 'name', 'startsOn'])
export class Operation {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => TaskForce) @Column('uuid', { nullable: true }) readonly taskForceId!: string | null;
  @Column('text') name!: string;
  @Column('date') startsOn!: string;
  /** Last day, inclusive. */
  @Column('date') endsOn!: string;
  @Column('text') membership!: OperationMembership;
  @VersionColumn() readonly version!: number;

  /**
   * Sets the plan. Rejects an empty window and one of more than 366 days. Each task force counts the days in its own
   * time zone.
   */
  plan({ name, startsOn, endsOn, membership }: OperationPlan): void {
    const days = daysBetween({ from: startsOn, until: endsOn }) + 1;
    if (days < 1) throw InvalidInput.forPath('/endsOn', 'must not be before the first day');
    if (days > maxWindowDays)
      throw InvalidInput.forPath('/endsOn', `makes the window longer than ${maxWindowDays} days`);
    Object.assign(this, { name, startsOn, endsOn, membership });
  }

  get rule(): string {
    return this.membership === 'tagged'
      ? 'Counts what was tagged, on whatever day, or by what it is counted since it was merged or linked; the offenders of a tagged complaint count with it.'
      : `Counts all that its task forces recorded from ${this.startsOn} to ${this.endsOn}, each day in the time zone of its task force.`;
  }

  requireTags(): void {
    if (this.membership !== 'tagged') throw new TaggingNotAllowed();
  }
}
