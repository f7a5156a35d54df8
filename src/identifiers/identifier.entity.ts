import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { voidRow, type Voidable } from '../platform/http/voiding.js';
import { Suspect } from '../suspects/suspect.entity.js';
import type { HashAlgorithm, IdentifierKind, ReportedRole } from './identifiers.words.js';
import { ReportedFile } from './reported-file.entity.js';
import { ReportedPerson } from './reported-person.entity.js';

/** What somebody or something in a complaint is known by: as it was found, and in the form in which two of the same are equal. */
@Entity('identifiers')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@Index(['taskForceId', 'normalised', 'kind', 'complaintId'], { where: 'voided_at IS NULL' })
@Index(['taskForceId', 'suspectId'], { where: 'suspect_id IS NOT NULL' })
@Index(['suspectId', 'kind', 'normalised'], { unique: true, where: 'suspect_id IS NOT NULL AND voided_at IS NULL' })
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Suspect, ['taskForceId', 'complaintId', 'suspectId'], ['taskForceId', 'complaintId', 'id'])
@ForeignKey(() => ReportedPerson, ['taskForceId', 'complaintId', 'personId'], ['taskForceId', 'complaintId', 'id'])
@ForeignKey(() => ReportedFile, ['taskForceId', 'complaintId', 'fileId'], ['taskForceId', 'complaintId', 'id'])
export class Identifier implements Voidable {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  /** The suspect it is of, once somebody says so. */
  @Column('uuid', { nullable: true }) readonly suspectId!: string | null;
  /** Of which reported person or file it was said. */
  @Column('uuid', { nullable: true }) readonly personId!: string | null;
  @Column('uuid', { nullable: true }) readonly fileId!: string | null;
  @Column('text') readonly role!: ReportedRole;
  @Column('text') readonly kind!: IdentifierKind;
  /** Whose handle or account it is. */
  @Column('text', { nullable: true }) readonly platform!: string | null;
  /** By what a hash was made. */
  @Column('text', { nullable: true }) readonly algorithm!: HashAlgorithm | null;
  @Column('text') readonly raw!: string;
  @Column({ type: 'text', collation: 'C' }) readonly normalised!: string;
  /** When it was seen in use, and of an address through which port: many share one (carrier-grade NAT). */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly observedAt!: Date | null;
  @Column('integer', { nullable: true }) readonly port!: number | null;
  /** Where in the tip's document it stood, as a JSON pointer. */
  @Column('text', { nullable: true }) readonly sourcePath!: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) readonly recordedAt!: Date;
  /** The instant at which a person first answered for it: typed it, or read the tip that says it. Postgres sets it. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly attestedAt!: Date | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  void(reason: string, now: Date): void {
    voidRow(this, reason, now);
  }
}
