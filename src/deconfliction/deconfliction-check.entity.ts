import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Agency } from '../agencies/agency.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import type { IdentifierKind } from '../identifiers/identifiers.words.js';

/** A question whether another task force has what a suspect of a complaint is known by: for what, and by what need and right. */
@Entity('deconfliction_checks')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
export class DeconflictionCheck {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  /** The agency it was asked for. */
  @Column('uuid') readonly agencyId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text', { array: true }) readonly kinds!: IdentifierKind[];
  /** What was asked about, as the index has it. */
  @Column('bytea', { array: true, nullable: true }) readonly hashes!: Buffer[] | null;
  @Column('text') readonly purpose!: string;
  @Column('text') readonly needToKnow!: string;
  @Column('text') readonly rightToKnow!: string;
  /** Why an agency without an agreement is told all the same. */
  @Column('text', { nullable: true }) readonly imminentDanger!: string | null;
  @ForeignKey(() => Account) @Column('uuid') readonly askedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly askedAt!: Date;
  @Column('date') readonly askedOn!: string;
  /** The hits it was answered with: Postgres writes them down. */
  @Column('uuid', { array: true, nullable: true }) readonly hitIds!: string[] | null;
}
