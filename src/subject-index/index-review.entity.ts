import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { SubjectIndexEntry } from './index-entry.entity.js';
import type { ProtectedViews, ReviewOutcome } from './subject-index.words.js';

/** What somebody decided on an entry, when and why. Nobody did where it was purged because its time was over. */
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
  /** What the reviewer found it to say of views and associations; none where nothing is left to look at. */
  @Column('text', { nullable: true }) readonly protectedViews!: ProtectedViews | null;
  @Column('text', { nullable: true }) readonly protectedViewsBasis!: string | null;
  /** Which fields a correction put right. */
  @Column('text', { array: true }) readonly changed!: string[];
  /** Until when it holds by this decision. */
  @Column('date', { nullable: true }) readonly reviewDueOn!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly reviewedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) readonly reviewedAt!: Date;
}
