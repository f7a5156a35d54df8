import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { requireNotVoid } from '../../casework/records/voiding.js';
import type { Day } from '../../platform/time/calendar.js';

export type TrainingFacts = Pick<
  Training,
  'endedOn' | 'title' | 'trainedLawEnforcement' | 'trainedProsecutors' | 'trainedOther'
>;

/** Training session for professionals, with the number of trainees. */
@Entity('trainings')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'endedOn', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class Training {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  /** Agency that gave it. */
  @Column('uuid') readonly agencyId!: string;
  /** Last day, which places it in a period. */
  @Column('date') endedOn!: string;
  @Column('text') title!: string;
  @Column('integer') trainedLawEnforcement!: number;
  @Column('integer') trainedProsecutors!: number;
  @Column('integer') trainedOther!: number;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  /**
   * Sets the facts. Rejects a day in the future, since only past trainings count. `today` is the day where the task
   * force is.
   */
  update(facts: TrainingFacts, today: Day): void {
    requireNotVoid(this);
    const { endedOn, title, trainedLawEnforcement, trainedProsecutors, trainedOther } = facts;
    requireNotFuture('/endedOn', endedOn, today);
    Object.assign(this, { endedOn, title, trainedLawEnforcement, trainedProsecutors, trainedOther });
  }
}
