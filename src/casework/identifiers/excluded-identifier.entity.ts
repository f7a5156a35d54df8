import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import type { IdentifierKind } from './identifiers.enums.js';
import { ExclusionEnded } from './identifiers.errors.js';

/**
 * Value excluded from matching in a task force because it is not informative, with the responsible account and the
 * reason.
 */
@Entity('excluded_identifiers')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'kind', 'normalised'], { unique: true, where: 'ended_at IS NULL' })
export class ExcludedIdentifier {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => TaskForce) @Column('uuid') readonly taskForceId!: string;
  @Column('text') readonly kind!: IdentifierKind;
  @Column('text', { nullable: true }) readonly platform!: string | null;
  @Column('text') readonly raw!: string;
  @Column({ type: 'text', collation: 'C' }) readonly normalised!: string;
  @Column('text') readonly reason!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly excludedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly excludedAt!: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt!: Date | null;
  @Column('text', { nullable: true }) endReason!: string | null;
  @VersionColumn() readonly version!: number;

  end(reason: string, now: Date): void {
    if (this.endedAt !== null) throw new ExclusionEnded();
    Object.assign(this, { endedAt: now, endReason: reason });
  }
}
