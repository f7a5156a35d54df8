import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { voidRow, type Voidable } from '../platform/http/voiding.js';
import type { Classification, ReviewGate } from './identifiers.words.js';

/** A file a tip tells of: its name, its size and what was said of it. Its hashes are identifiers. The file itself is never here. */
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
  @Column('bigint', { nullable: true }) readonly sizeBytes!: number | null;
  /** Whether somebody at the provider looked at it; null where nobody said, which is neither yes nor no. */
  @Column('boolean', { nullable: true }) readonly isViewedByProvider!: boolean | null;
  /** Whether everybody could see it; null where nobody said. */
  @Column('boolean', { nullable: true }) readonly isPubliclyAvailable!: boolean | null;
  @Column('text', { nullable: true }) readonly classification!: Classification | null;
  @Column('text', { array: true }) readonly tags!: readonly string[];
  /** Where in the tip's document it stood, as a JSON pointer. */
  @Column('text', { nullable: true }) readonly sourcePath!: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) readonly recordedAt!: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  /** Opened without a warrant is only what the provider opened before, or what everybody could see. */
  get reviewGate(): ReviewGate {
    return this.isViewedByProvider === true || this.isPubliclyAvailable === true ? 'open' : 'warrant_needed';
  }

  void(reason: string, now: Date): void {
    voidRow(this, reason, now);
  }
}
