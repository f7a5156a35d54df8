import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import type { DisclosureBasis, DisclosureKind } from './disclosures.enums.js';

/** Disclosure of a complaint's content outside its agency, with recipient, basis and purpose. Never changed. */
@Entity('disclosures')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'disclosedAt', 'id'])
@Index(['taskForceId', 'complaintId'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['recipientTaskForceId', 'recipientAgencyId'], ['taskForceId', 'id'])
export class Disclosure {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text') readonly what!: DisclosureKind;
  @Column('text') readonly recipient!: string;
  /** Recipient's task force and agency, if it is an agency of the tracker. */
  @Column('uuid', { nullable: true }) readonly recipientTaskForceId!: string | null;
  @Column('uuid', { nullable: true }) readonly recipientAgencyId!: string | null;
  @Column('text') readonly basis!: DisclosureBasis;
  @Column('text') readonly purpose!: string;
  @Column('uuid', { nullable: true }) readonly recordId!: string | null;
  @ForeignKey(() => Account) @Column('uuid') readonly disclosedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly disclosedAt!: Date;
  @Column({ type: 'timestamptz', precision: 3 }) readonly enteredAt!: Date;
}
