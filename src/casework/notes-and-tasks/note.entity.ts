import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';

/** Note about a complaint. It is never changed; a later note corrects it. */
@Entity('notes')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'complaintId', 'id'])
@Index(['taskForceId', 'complaintId', 'writtenAt', 'id'])
@Index(['taskForceId', 'corrects'], { where: 'corrects IS NOT NULL' })
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Note, ['taskForceId', 'complaintId', 'corrects'], ['taskForceId', 'complaintId', 'id'])
export class Note {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid', { nullable: true }) readonly corrects!: string | null;
  @Column('text') readonly text!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly writtenBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly writtenAt!: Date;
}
