import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { Complaint } from '../../casework/complaints/complaint.entity.js';
import type { IdentifierKind } from '../../casework/identifiers/identifiers.enums.js';

/**
 * A check whether another task force has an identifier of a suspect, with its purpose, need to know and right to know.
 */
@Entity('deconfliction_checks')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
export class DeconflictionCheck {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text', { array: true }) readonly kinds!: IdentifierKind[];
  /** Hashes of the checked values, as in the subject index. */
  @Column('bytea', { array: true, nullable: true }) readonly hashes!: Buffer[] | null;
  @Column('text') readonly purpose!: string;
  @Column('text') readonly needToKnow!: string;
  @Column('text') readonly rightToKnow!: string;
  @Column('text', { nullable: true }) readonly imminentDanger!: string | null;
  @ForeignKey(() => Account) @Column('uuid') readonly askedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly askedAt!: Date;
  @Column('date') readonly askedOn!: string;
  /** Hits of the check, recorded by Postgres. */
  @Column('uuid', { array: true, nullable: true }) readonly hitIds!: string[] | null;
}
