import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import type { Voidable } from '../records/voiding.js';
import { Suspect } from '../suspects/suspect.entity.js';
import { VictimIdentified } from './victim-identified.entity.js';
import type { VictimRelationshipKind } from './victims-identified.enums.js';

/** Relationship of a child to a suspect of the same complaint. */
@Entity('victim_relationships')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'victimId'])
@Index(['taskForceId', 'suspectId'])
@Index(['victimId', 'suspectId'], { unique: true, where: 'voided_at IS NULL' })
@ForeignKey(() => VictimIdentified, ['taskForceId', 'complaintId', 'victimId'], ['taskForceId', 'complaintId', 'id'])
@ForeignKey(() => Suspect, ['taskForceId', 'complaintId', 'suspectId'], ['taskForceId', 'complaintId', 'id'])
export class VictimRelationship implements Voidable {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid') readonly victimId!: string;
  @Column('uuid') readonly suspectId!: string;
  @Column('text') relationship!: VictimRelationshipKind;
  @ForeignKey(() => Account) @Column('uuid') notedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) notedAt!: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
}
