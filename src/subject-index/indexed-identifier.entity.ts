import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Identifier } from '../identifiers/identifier.entity.js';
import type { IdentifierKind } from '../identifiers/identifiers.words.js';
import { SubjectIndexEntry } from './index-entry.entity.js';

/** What an entry is found by besides names: a keyed hash of an identifier of its suspect. The value is in the case alone. */
@Entity('subject_index_identifiers')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'entryId'])
@Index(['taskForceId', 'identifierId'], { where: 'identifier_id IS NOT NULL' })
@Index(['entryId', 'identifierId'], { unique: true, where: 'identifier_id IS NOT NULL' })
@Index(['hash'], { where: 'hash IS NOT NULL' })
@Index(['hashBefore'], { where: 'hash_before IS NOT NULL' })
@ForeignKey(() => SubjectIndexEntry, ['taskForceId', 'entryId'], ['taskForceId', 'id'])
@ForeignKey(() => Identifier, ['taskForceId', 'identifierId'], ['taskForceId', 'id'])
export class IndexedIdentifier {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly entryId!: string;
  /** Where it stands in the case; nothing once that was purged, or it left the index. */
  @Column('uuid', { nullable: true }) readonly identifierId!: string | null;
  /** No other stands here, and Postgres says so as well. */
  @Column('text') readonly role!: 'suspect';
  @Column('text') readonly kind!: IdentifierKind;
  @Column('bytea', { nullable: true }) hash!: Buffer | null;
  /** By the key before, while that is being replaced. */
  @Column('bytea', { nullable: true }) hashBefore!: Buffer | null;
  /** Which key the hash is by. */
  @Column('text') keyId!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly sharedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly sharedAt!: Date;
  /** The instant at which a reviewer found it to be the suspect's although another case says that it is a victim's. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly confirmedAt!: Date | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly endedAt!: Date | null;
  @VersionColumn() readonly version!: number;
}
