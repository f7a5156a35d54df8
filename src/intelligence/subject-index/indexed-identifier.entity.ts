import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Identifier } from '../../casework/identifiers/identifier.entity.js';
import type { IdentifierKind } from '../../casework/identifiers/identifiers.enums.js';
import { SubjectIndexEntry } from './index-entry.entity.js';

/**
 * A keyed hash of the suspect's identifier, by which an entry is found besides names. Only the case holds the value.
 */
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
  @Column('uuid', { nullable: true }) readonly identifierId!: string | null;
  /** Always a suspect's; Postgres enforces it too. */
  @Column('text') readonly role!: 'suspect';
  @Column('text') readonly kind!: IdentifierKind;
  @Column('bytea', { nullable: true }) hash!: Buffer | null;
  /** Hash under the previous key, during a rotation. */
  @Column('bytea', { nullable: true }) hashBefore!: Buffer | null;
  @Column('text') keyId!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly sharedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly sharedAt!: Date;
  /** Time at which a reviewer confirmed it as the suspect's, although another case records it as a victim's. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly confirmedAt!: Date | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly endedAt!: Date | null;
  @VersionColumn() readonly version!: number;
}
