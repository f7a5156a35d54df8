import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { requireNotVoid, voidRow, type Voidable } from '../records/voiding.js';
import type { HashAlgorithm, IdentifierKind, ReportedRole } from './identifiers.enums.js';
import { ReportedFile } from './reported-file.entity.js';
import { ReportedPerson } from './reported-person.entity.js';

/** Identifier of a person, device or file in a complaint: as found, and in normalized form. */
@Entity('identifiers')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@Index(['taskForceId', 'normalised', 'kind', 'complaintId'], { where: 'voided_at IS NULL' })
@Index(['taskForceId', 'suspectId'], { where: 'suspect_id IS NOT NULL' })
@Index(['suspectId', 'kind', 'normalised'], { unique: true, where: 'suspect_id IS NOT NULL AND voided_at IS NULL' })
@Index(['taskForceId', 'carrierId', 'observedAt'], { where: 'carrier_id IS NOT NULL AND voided_at IS NULL' })
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey('Provider', ['taskForceId', 'carrierId'], ['taskForceId', 'id'])
@ForeignKey('Suspect', ['taskForceId', 'complaintId', 'suspectId'], ['taskForceId', 'complaintId', 'id'])
@ForeignKey(() => ReportedPerson, ['taskForceId', 'complaintId', 'personId'], ['taskForceId', 'complaintId', 'id'])
@ForeignKey(() => ReportedFile, ['taskForceId', 'complaintId', 'fileId'], ['taskForceId', 'complaintId', 'id'])
export class Identifier implements Voidable {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid', { nullable: true }) readonly suspectId!: string | null;
  @Column('uuid', { nullable: true }) readonly personId!: string | null;
  @Column('uuid', { nullable: true }) readonly fileId!: string | null;
  @Column('text') readonly role!: ReportedRole;
  @Column('text') readonly kind!: IdentifierKind;
  @Column('text', { nullable: true }) readonly platform!: string | null;
  @Column('text', { nullable: true }) readonly algorithm!: HashAlgorithm | null;
  @Column('text') readonly raw!: string;
  @Column({ type: 'text', collation: 'C' }) readonly normalised!: string;
  /** Time at which it was seen in use, and the port of an address, which many users may share (carrier-grade NAT). */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly observedAt!: Date | null;
  @Column('integer', { nullable: true }) readonly port!: number | null;
  /** Carrier of an address at that time. Only a person confirms it. */
  @Column('uuid', { nullable: true }) readonly carrierId!: string | null;
  /** Use by the owner, such as `login`, and whether the provider takes the address for a proxy. */
  @Column('text', { nullable: true }) readonly event!: string | null;
  @Column('boolean', { nullable: true }) readonly isPossibleProxy!: boolean | null;
  /** Whether and when the provider verified the value, which is no use of it. */
  @Column('boolean', { nullable: true }) readonly isVerified!: boolean | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly verifiedAt!: Date | null;
  @Column('text', { nullable: true }) readonly deviceKind!: string | null;
  @Column('text', { nullable: true }) readonly sourcePath!: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) readonly recordedAt!: Date;
  /** Time at which a person first vouched for it, by typing it or reading its tip. Postgres sets it. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly attestedAt!: Date | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  confirmCarrier(carrierId: string | null): void {
    requireNotVoid(this);
    Object.assign(this, { carrierId });
  }

  void(reason: string, now: Date): void {
    voidRow(this, reason, now);
  }
}
