import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { OperationEvent } from './operation-event.entity.js';
import type { OperationEventKind, EventConflictDistance } from './operations.enums.js';
import { EventConflictCheck } from './event-conflict-check.entity.js';

/**
 * Conflict that a check found, with the data for both units at that time. Later changes of either event do not change
 * it.
 */
@Entity('event_conflicts')
@Unique(['taskForceId', 'id'])
@Unique(['checkId', 'eventId'])
@Index(['eventId'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => EventConflictCheck, ['taskForceId', 'checkId'], ['taskForceId', 'id'])
@ForeignKey(() => OperationEvent, ['ofTaskForceId', 'eventId'], ['taskForceId', 'id'])
export class EventConflict {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  /** Unit that checked. */
  @Column('uuid') readonly agencyId!: string;
  @Column('uuid') readonly checkId!: string;
  /** Task force of the found event. */
  @Column('uuid') readonly ofTaskForceId!: string;
  /** Found event. */
  @Column('uuid') readonly eventId!: string;
  /** Kind of the checked event at that time. */
  @Column('text') readonly kind!: OperationEventKind;
  @Column('text') readonly distance!: EventConflictDistance;
  @Column('integer') readonly hoursApart!: number;
}
