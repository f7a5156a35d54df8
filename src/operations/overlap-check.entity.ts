import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Agency } from '../agencies/agency.entity.js';
import { OperationEvent } from './operation-event.entity.js';
import type { OverlapReach } from './operations.words.js';

/** A question whose plans an event would meet, and what it was asked for. What it was answered are its hits. */
@Entity('overlap_checks')
@Unique(['taskForceId', 'id'])
@Index(['eventId'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => OperationEvent, ['taskForceId', 'eventId'], ['taskForceId', 'id'])
export class OverlapCheck {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  /** The unit whose event it is. */
  @Column('uuid') readonly agencyId!: string;
  @Column('uuid') readonly eventId!: string;
  @Column('text') readonly purpose!: string;
  @Column('integer') readonly withinHours!: number;
  @Column('integer') readonly withinKilometres!: OverlapReach;
  @ForeignKey(() => Account) @Column('uuid') readonly askedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly askedAt!: Date;
}
