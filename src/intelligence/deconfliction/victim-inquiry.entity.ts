import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { Complaint } from '../../casework/complaints/complaint.entity.js';
import { Identifier } from '../../casework/identifiers/identifier.entity.js';
import type { InquiryWay } from './deconfliction.enums.js';

/**
 * An inquiry by a unit of the task force about a victim's identifier, recorded for the unit that holds the identifier.
 */
@Entity('victim_inquiries')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'askedAt', 'id'])
@Index(['taskForceId', 'complaintId'])
@Index(['taskForceId', 'identifierId'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Identifier, ['taskForceId', 'identifierId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'askingAgencyId'], ['taskForceId', 'id'])
export class VictimInquiry {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid') readonly identifierId!: string;
  @Column('text') readonly via!: InquiryWay;
  @Column('uuid') readonly askingAgencyId!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly askedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly askedAt!: Date;
}
