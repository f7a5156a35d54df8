import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { voidRow, type Voidable } from '../platform/http/voiding.js';
import { Suspect } from './suspect.entity.js';
import type { IdentifierKind } from './suspects.words.js';

/** What a suspect is reached or known by: as it was found, and in the form in which two of the same are equal. */
@Entity('suspect_identifiers')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'suspectId'])
@ForeignKey(() => Suspect, ['taskForceId', 'complaintId', 'suspectId'], ['taskForceId', 'complaintId', 'id'])
export class SuspectIdentifier implements Voidable {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid') readonly suspectId!: string;
  @Column('text') readonly kind!: IdentifierKind;
  /** Whose handle or account it is. */
  @Column('text', { nullable: true }) readonly platform!: string | null;
  @Column('text') readonly raw!: string;
  @Column('text') readonly normalised!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly recordedAt!: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  void(reason: string, now: Date): void {
    voidRow(this, reason, now);
  }
}
