import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { Investigation } from '../investigations/investigation.entity.js';
import type { Rendering } from './packets.words.js';

/** That a packet was made, of what, for whom and why. The packet itself is not kept: its hash is, to know one again by. */
@Entity('packets')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'], { where: 'complaint_id IS NOT NULL' })
@Index(['taskForceId', 'investigationId'], { where: 'investigation_id IS NOT NULL' })
@Index(['taskForceId', 'madeAt', 'id'])
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
  /** How many complaints it tells of. */
  @Column('integer') readonly complaints!: number;
  @Column('integer') readonly bytes!: number;
  /** Of the archive as it left. */
  @Column('bytea') readonly sha256!: Buffer;
  @ForeignKey(() => Account) @Column('uuid') readonly madeBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly madeAt!: Date;
}
