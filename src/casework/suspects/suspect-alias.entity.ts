import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { voidRow, type Voidable } from '../records/voiding.js';
import { Suspect } from './suspect.entity.js';
import type { AliasKind } from './suspects.enums.js';

/** Other name of a suspect: in its parts, or as one text if the parts are unknown. */
@Entity('suspect_aliases')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'suspectId'])
@ForeignKey(() => Suspect, ['taskForceId', 'complaintId', 'suspectId'], ['taskForceId', 'complaintId', 'id'])
export class SuspectAlias implements Voidable {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid') readonly suspectId!: string;
  @Column('text') readonly kind!: AliasKind;
  @Column('text', { nullable: true }) readonly givenName!: string | null;
  @Column('text', { nullable: true }) readonly familyName!: string | null;
  @Column('text', { nullable: true }) readonly wholeName!: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) readonly recordedAt!: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  void(reason: string, now: Date): void {
    voidRow(this, reason, now);
  }
}
