import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { voidRow, type Voidable } from '../records/voiding.js';
import type { Classification, FileRelevance, ReviewGate } from './identifiers.enums.js';

/** File reported in a tip: name, size and attributes. Its hashes are identifiers. The file itself is never stored. */
@Entity('reported_files')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'complaintId', 'id'])
@Index(['taskForceId', 'complaintId'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
export class ReportedFile implements Voidable {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text', { nullable: true }) readonly name!: string | null;
  /** Name under which it was submitted to the reporting center, if that is another. */
  @Column('text', { nullable: true }) readonly submittedName!: string | null;
  /** Id of the file in its report. */
  @Column('text', { nullable: true }) readonly sourceFileId!: string | null;
  /** Location at which the provider found it, such as a web address. */
  @Column('text', { nullable: true }) readonly location!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly uploadedAt!: Date | null;
  @Column('bigint', { nullable: true }) readonly sizeBytes!: number | null;
  @Column('boolean', { nullable: true }) readonly isViewedByProvider!: boolean | null;
  @Column('boolean', { nullable: true }) readonly isExifViewedByProvider!: boolean | null;
  @Column('boolean', { nullable: true }) readonly isPubliclyAvailable!: boolean | null;
  @Column('text', { nullable: true }) readonly classification!: Classification | null;
  @Column('text', { nullable: true }) readonly relevance!: FileRelevance | null;
  @Column('text', { array: true }) readonly tags!: readonly string[];
  @Column('text', { nullable: true }) readonly sourcePath!: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) readonly recordedAt!: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  get reviewGate(): ReviewGate {
    return this.isViewedByProvider === true || this.isPubliclyAvailable === true ? 'open' : 'warrant_needed';
  }

  void(reason: string, now: Date): void {
    voidRow(this, reason, now);
  }
}
