import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { SubjectIndexEntry } from './index-entry.entity.js';
import { SubjectIndexQuery } from './index-query.entity.js';
import type { PointerStrength } from './subject-index.enums.js';

/**
 * A record of content of an entry given to an agency (28 CFR 23.20(f)). It is a pointer, sent for a query or by
 * deconfliction, or details given by hand. Records are append-only.
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
  @Column('uuid') readonly agencyId!: string;
  @Column('uuid') readonly entryId!: string;
  /** The query that the pointer answered; null if given by hand or by deconfliction. */
  @Column('uuid', { nullable: true }) readonly queryId!: string | null;
  /** The shared id of the two deconfliction hits that caused it. */
  @Column('uuid', { nullable: true }) readonly pairId!: string | null;
  @Column('uuid') readonly toTaskForceId!: string;
  @Column('uuid') readonly toAgencyId!: string;
  @Column('text') readonly toAgencyName!: string;
  @Column('text') readonly recipient!: string;
  @Column('text', { nullable: true }) readonly strength!: PointerStrength | null;
  @Column('text', { nullable: true }) readonly what!: string | null;
  @Column('text') readonly needToKnow!: string;
  @Column('text') readonly rightToKnow!: string;
  @Column('text', { nullable: true }) readonly imminentDanger!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly givenBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) readonly givenAt!: Date;
}
