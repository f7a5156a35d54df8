import { Column, Entity, ForeignKey, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import type { ComplaintMode, ComplaintType } from '../complaints/complaints.words.js';
import { InvalidInput } from '../platform/http/problems.js';
import { addDays, type Day } from '../platform/time/calendar.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import { isOfComplaints, type MeasureKey } from './measures/index.js';
import { requirePeriod } from './period.js';
import type { Precision } from './reports.words.js';

/** A figure from before the tracker, as it was published: more than a number is not known about it. */
@Entity('carried_figures')
@Unique(['taskForceId', 'measure', 'fromOn', 'untilOn', 'type', 'mode'])
export class CarriedFigure {
  @PrimaryColumn('uuid') readonly id!: string;
  /** None: it is a figure of the whole programme, its task forces' included. */
  @ForeignKey(() => TaskForce) @Column('uuid', { nullable: true }) readonly taskForceId!: string | null;
  @Column('text') readonly measure!: MeasureKey;
  @Column('date') readonly fromOn!: string;
  /** The day after its last: it goes into no total that does not have all of its days. */
  @Column('date') readonly untilOn!: string;
  @Column('text', { nullable: true }) readonly type!: ComplaintType | null;
  @Column('text', { nullable: true }) readonly mode!: ComplaintMode | null;
  @Column('bigint') value!: number;
  @Column('text') precision!: Precision;
  /** Where it was published, so that somebody can look it up. */
  @Column('text') source!: string;
  @VersionColumn() readonly version!: number;

  /** `today` is the day it is for whom the figure is of: nothing is carried over from days to come. */
  requireSound(today: Day): void {
    requirePeriod({ from: this.fromOn, until: this.untilOn });
    if (this.untilOn > addDays(today, 1)) throw InvalidInput.at('/until', 'lies in the future');
    if (isOfComplaints(this.measure)) return;
    if (this.type !== null) throw InvalidInput.at('/type', 'is not told of this measure');
    if (this.mode !== null) throw InvalidInput.at('/mode', 'is not told of this measure');
  }

  correct({ value, precision, source }: Pick<CarriedFigure, 'value' | 'precision' | 'source'>): void {
    Object.assign(this, { value, precision, source });
  }
}
