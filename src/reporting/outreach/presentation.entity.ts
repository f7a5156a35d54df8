import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { requireNotVoid } from '../../casework/records/voiding.js';
import type { Day } from '../../platform/time/calendar.js';

export type PresentationFacts = Pick<Presentation, 'heldOn' | 'title' | 'attendeesYouth' | 'attendeesAdult'>;

/** Presentation to the public, to young people or adults, with the number of attendees. */
@Entity('presentations')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'heldOn', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class Presentation {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  /** Agency that held it. */
  @Column('uuid') readonly agencyId!: string;
  @Column('date') heldOn!: string;
  @Column('text') title!: string;
  @Column('integer') attendeesYouth!: number;
  @Column('integer') attendeesAdult!: number;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  /**
   * Sets the facts. Rejects a day in the future, since only past presentations count. `today` is the day where the task
   * force is.
   */
  update({ heldOn, title, attendeesYouth, attendeesAdult }: PresentationFacts, today: Day): void {
    requireNotVoid(this);
    requireNotFuture('/heldOn', heldOn, today);
    Object.assign(this, { heldOn, title, attendeesYouth, attendeesAdult });
  }
}
