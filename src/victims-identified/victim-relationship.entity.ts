import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Suspect } from '../suspects/suspect.entity.js';
import { VictimIdentified } from './victim-identified.entity.js';
import type { VictimRelationshipKind } from './victims-identified.words.js';

/** What a child was to a suspect of the same complaint. */
@Entity('victim_relationships')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'victimId', 'suspectId'])
@ForeignKey(() => VictimIdentified, ['taskForceId', 'complaintId', 'victimId'], ['taskForceId', 'complaintId', 'id'])
@ForeignKey(() => Suspect, ['taskForceId', 'complaintId', 'suspectId'], ['taskForceId', 'complaintId', 'id'])
export class VictimRelationship {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid') readonly victimId!: string;
  @Column('uuid') readonly suspectId!: string;
  @Column('text') relationship!: VictimRelationshipKind;
  @ForeignKey(() => Account) @Column('uuid') notedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) notedAt!: Date;
}
