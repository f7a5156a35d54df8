import { Column, Entity, ForeignKey, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import type { ComplaintMode, ComplaintType } from '../../casework/complaints/complaints.enums.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { addDays, type Day } from '../../platform/time/calendar.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import { hasComplaintFacets, type MeasureKey } from './measures/index.js';
import { requirePeriod } from './period.js';
import type { Precision } from './reports.enums.js';

/** Historical total: a figure from before the tracker, as it was published. Nothing but the number is known. */
@Entity('historical_totals')
@Unique(['taskForceId', 'measure', 'fromOn', 'untilOn', 'type', 'mode'])
export class HistoricalTotal {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => TaskForce) @Column('uuid', { nullable: true }) readonly taskForceId!: string | null;
  @Column('text') readonly measure!: MeasureKey;
  @Column('date') readonly fromOn!: string;
  /** Day after the last day. A total includes the figure only if its period contains all of these days. */
  @Column('date') readonly untilOn!: string;
  @Column('text', { nullable: true }) readonly type!: ComplaintType | null;
  @Column('text', { nullable: true }) readonly mode!: ComplaintMode | null;
  @Column('bigint') value!: number;
  @Column('text') precision!: Precision;
  /** Publication that contains the figure. */
  @Column('text') source!: string;
  @VersionColumn() readonly version!: number;

  /**
   * Rejects an invalid period, a day in the future, and a type or mode that the measure does not have. `today` is the
   * current day in the time zone of the figure's owner.
   */
  requireValid(today: Day): void {
    requirePeriod({ from: this.fromOn, until: this.untilOn });
    requireNotFuture('/until', this.untilOn, addDays(today, 1));
    if (hasComplaintFacets(this.measure)) return;
    if (this.type !== null) throw InvalidInput.forPath('/type', 'is not available for this measure');
    if (this.mode !== null) throw InvalidInput.forPath('/mode', 'is not available for this measure');
  }

  correct({ value, precision, source }: Pick<HistoricalTotal, 'value' | 'precision' | 'source'>): void {
    Object.assign(this, { value, precision, source });
  }
}
