import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { Investigation } from '../investigations/investigation.entity.js';
import type { Rendering } from './packets.enums.js';

/**
 * The record of a packet: its complaint or investigation, recipient and purpose. The packet itself is not stored; its
 * hash identifies it.
 */
@Entity('packets')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'], { where: 'complaint_id IS NOT NULL' })
@Index(['taskForceId', 'investigationId'], { where: 'investigation_id IS NOT NULL' })
@Index(['taskForceId', 'createdAt', 'id'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Investigation, ['taskForceId', 'investigationId'], ['taskForceId', 'id'])
export class Packet {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid', { nullable: true }) readonly complaintId!: string | null;
  @Column('uuid', { nullable: true }) readonly investigationId!: string | null;
  @Column('text') readonly rendering!: Rendering;
  @Column('text') readonly recipient!: string;
  @Column('text') readonly purpose!: string;
  @Column('integer') readonly complaints!: number;
  @Column('integer') readonly bytes!: number;
  /** SHA-256 of the archive, as sent. */
  @Column('bytea') readonly sha256!: Buffer;
  @ForeignKey(() => Account) @Column('uuid') readonly createdBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly createdAt!: Date;
}
