import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { SubjectIndexEntry } from './index-entry.entity.js';
import { SubjectIndexReview } from './index-review.entity.js';
import { AlreadyAcknowledged } from './subject-index.errors.js';
import type { NoticeKind } from './subject-index.enums.js';

/**
 * A notice to an agency that received content of an entry: the entry was corrected or purged. A trigger writes it with
 * the decision.
 */
@Entity('subject_index_notices')
@Unique(['taskForceId', 'id'])
@Unique(['reviewId', 'agencyId'])
@Index(['taskForceId', 'createdAt', 'id'])
@Index(['fromTaskForceId', 'entryId'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['fromTaskForceId', 'fromAgencyId'], ['taskForceId', 'id'])
@ForeignKey(() => SubjectIndexEntry, ['fromTaskForceId', 'entryId'], ['taskForceId', 'id'])
@ForeignKey(() => SubjectIndexReview, ['fromTaskForceId', 'reviewId'], ['taskForceId', 'id'])
export class SubjectIndexNotice {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly agencyId!: string;
  /** The agency that owns the entry, with its contact details at that time. */
  @Column('uuid') readonly fromTaskForceId!: string;
  @Column('uuid') readonly fromAgencyId!: string;
  @Column('text') readonly fromAgencyName!: string;
  @Column('text', { nullable: true }) readonly contactPhone!: string | null;
  @Column('text', { nullable: true }) readonly contactEmail!: string | null;
  @Column('uuid') readonly entryId!: string;
  @Column('uuid') readonly reviewId!: string;
  @Column('text') readonly kind!: NoticeKind;
  /** Names of the corrected fields, without their values. */
  @Column('text', { array: true }) readonly changed!: string[];
  @Column({ type: 'timestamptz', precision: 3 }) readonly createdAt!: Date;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) acknowledgedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) acknowledgedAt!: Date | null;
  @VersionColumn() readonly version!: number;

  acknowledge(acknowledgedBy: string, acknowledgedAt: Date): void {
    if (this.acknowledgedAt) throw new AlreadyAcknowledged();
    Object.assign(this, { acknowledgedBy, acknowledgedAt });
  }
}
