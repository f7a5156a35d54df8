import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Agency } from '../agencies/agency.entity.js';
import { SubjectIndexEntry } from './index-entry.entity.js';
import { SubjectIndexQuery } from './index-query.entity.js';
import type { PointerStrength } from './subject-index.words.js';

/**
 * Who was given what of an entry, why and when (28 CFR 23.20(f)): a pointer, which answered a query or came of deconfliction, or details, given by hand. The
 * record is added to and never changed.
 */
@Entity('subject_index_disseminations')
@Unique(['taskForceId', 'id'])
@Unique(['queryId', 'entryId'])
@Index(['taskForceId', 'givenAt', 'id'])
@Index(['taskForceId', 'entryId'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => SubjectIndexEntry, ['taskForceId', 'entryId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['toTaskForceId', 'toAgencyId'], ['taskForceId', 'id'])
@ForeignKey(() => SubjectIndexQuery, ['toTaskForceId', 'queryId'], ['taskForceId', 'id'])
export class SubjectIndexDissemination {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  /** The agency whose entry it is. */
  @Column('uuid') readonly agencyId!: string;
  @Column('uuid') readonly entryId!: string;
  /** The query it answered; none where it was given by hand. */
  @Column('uuid', { nullable: true }) readonly queryId!: string | null;
  /** The two units' having the same identifier, of which deconfliction told them. */
  @Column('uuid', { nullable: true }) readonly pairId!: string | null;
  @Column('uuid') readonly toTaskForceId!: string;
  @Column('uuid') readonly toAgencyId!: string;
  /** What the agency was called then. */
  @Column('text') readonly toAgencyName!: string;
  /** Who there was given it. */
  @Column('text') readonly recipient!: string;
  /** How much the pointer said. */
  @Column('text', { nullable: true }) readonly strength!: PointerStrength | null;
  /** What was given by hand. */
  @Column('text', { nullable: true }) readonly what!: string | null;
  @Column('text') readonly needToKnow!: string;
  @Column('text') readonly rightToKnow!: string;
  @Column('text', { nullable: true }) readonly imminentDanger!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly givenBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) readonly givenAt!: Date;
}
