import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { SubjectIndexEntry } from './index-entry.entity.js';
import type { ProtectedViews, ReviewOutcome } from './subject-index.enums.js';

/**
 * A decision on an entry, with its author, time and reason. The author is null where the entry expired and was purged.
 */
@Entity('subject_index_reviews')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'entryId'])
@ForeignKey(() => SubjectIndexEntry, ['taskForceId', 'entryId'], ['taskForceId', 'id'])
export class SubjectIndexReview {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly entryId!: string;
  @Column('text') readonly outcome!: ReviewOutcome;
  @Column('text') readonly reason!: string;
  @Column('text', { nullable: true }) readonly protectedViews!: ProtectedViews | null;
  @Column('text', { nullable: true }) readonly protectedViewsBasis!: string | null;
  @Column('text', { array: true }) readonly changed!: string[];
  @Column('date', { nullable: true }) readonly reviewDueOn!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly reviewedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) readonly reviewedAt!: Date;
}
