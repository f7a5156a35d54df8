import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import { InvalidInput } from '../platform/http/problems.js';
import { requireLiving } from '../platform/http/voiding.js';
import type { Day } from '../platform/time/calendar.js';

/** What is told of a training, and may be corrected. */
export type TrainingFacts = Pick<
  Training,
  'endedOn' | 'title' | 'trainedLawEnforcement' | 'trainedProsecutors' | 'trainedOther'
>;

/** A training session of people who work on such cases, with how many of them were trained. */
@Entity('trainings')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'endedOn', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class Training {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  /** The agency that gave it. */
  @Column('uuid') readonly agencyId!: string;
  /** Its last day: that places it in a period. */
  @Column('date') endedOn!: string;
  @Column('text') title!: string;
  @Column('integer') trainedLawEnforcement!: number;
  @Column('integer') trainedProsecutors!: number;
  @Column('integer') trainedOther!: number;
  /** When it turned out that it should not have been recorded: it stays, and counts no more. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  /** Only what has ended is counted: `today` is the day it is where the task force is. */
  tell(facts: TrainingFacts, today: Day): void {
    requireLiving(this);
    const { endedOn, title, trainedLawEnforcement, trainedProsecutors, trainedOther } = facts;
    if (endedOn > today) throw InvalidInput.at('/endedOn', 'lies in the future');
    Object.assign(this, { endedOn, title, trainedLawEnforcement, trainedProsecutors, trainedOther });
  }
}
