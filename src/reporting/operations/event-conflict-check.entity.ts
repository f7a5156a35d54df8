import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { OperationEvent } from './operation-event.entity.js';
import type { EventConflictReach } from './operations.enums.js';

/** Event deconfliction check with its purpose. Its conflicts are stored separately. */
@Entity('event_conflict_checks')
@Unique(['taskForceId', 'id'])
@Index(['eventId'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => OperationEvent, ['taskForceId', 'eventId'], ['taskForceId', 'id'])
export class EventConflictCheck {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('uuid') readonly eventId!: string;
  @Column('text') readonly purpose!: string;
  @Column('integer') readonly withinHours!: number;
  @Column('integer') readonly withinKilometres!: EventConflictReach;
  @ForeignKey(() => Account) @Column('uuid') readonly askedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly askedAt!: Date;
}
