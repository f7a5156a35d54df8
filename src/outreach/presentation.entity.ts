import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import { InvalidInput } from '../platform/http/problems.js';
import { requireLiving } from '../platform/http/voiding.js';
import type { Day } from '../platform/time/calendar.js';

/** What is told of a presentation, and may be corrected. */
export type PresentationFacts = Pick<Presentation, 'heldOn' | 'title' | 'attendeesYouth' | 'attendeesAdult'>;

/** A talk to the public, to children or to grown-ups, with how many came. */
@Entity('presentations')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'heldOn', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class Presentation {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  /** The agency that held it. */
  @Column('uuid') readonly agencyId!: string;
  @Column('date') heldOn!: string;
  @Column('text') title!: string;
  @Column('integer') attendeesYouth!: number;
  @Column('integer') attendeesAdult!: number;
  /** When it turned out that it should not have been recorded: it stays, and counts no more. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  /** Only what has been held is counted: `today` is the day it is where the task force is. */
  tell({ heldOn, title, attendeesYouth, attendeesAdult }: PresentationFacts, today: Day): void {
    requireLiving(this);
    if (heldOn > today) throw InvalidInput.at('/heldOn', 'lies in the future');
    Object.assign(this, { heldOn, title, attendeesYouth, attendeesAdult });
  }
}
