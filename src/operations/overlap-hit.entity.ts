import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import { OperationEvent } from './operation-event.entity.js';
import type { OperationEventKind, OverlapDistance } from './operations.words.js';
import { OverlapCheck } from './overlap-check.entity.js';

/** An event that somebody was pointed to by asking, and what both sides were told then. Plans change, and it stays. */
@Entity('overlap_hits')
@Unique(['taskForceId', 'id'])
@Unique(['checkId', 'eventId'])
@Index(['eventId'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => OverlapCheck, ['taskForceId', 'checkId'], ['taskForceId', 'id'])
@ForeignKey(() => OperationEvent, ['ofTaskForceId', 'eventId'], ['taskForceId', 'id'])
export class OverlapHit {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  /** The unit that asked. */
  @Column('uuid') readonly agencyId!: string;
  @Column('uuid') readonly checkId!: string;
  /** Whose event it is. */
  @Column('uuid') readonly ofTaskForceId!: string;
  /** The event that was pointed to. */
  @Column('uuid') readonly eventId!: string;
  /** What the unit that asked planned then. */
  @Column('text') readonly kind!: OperationEventKind;
  @Column('text') readonly distance!: OverlapDistance;
  @Column('integer') readonly hoursApart!: number;
}
