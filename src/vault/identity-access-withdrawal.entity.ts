import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { AccessRestored } from './vault.errors.js';

/**
 * Access to identities that a supervisor took from an account at once. Another asks that it is given back and a third gives it,
 * which Postgres writes; the first two may be one.
 */
@Entity('identity_access_withdrawals')
@Unique(['taskForceId', 'id'])
@Index(['accountId'], { unique: true, where: 'restored_at IS NULL' })
@Index(['taskForceId', 'accountId'])
@ForeignKey(() => Account, ['taskForceId', 'accountId'], ['taskForceId', 'id'])
export class IdentityAccessWithdrawal {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly accountId!: string;
  @Column('text') readonly reason!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly withdrawnBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly withdrawnAt!: Date;
  @Column('text', { nullable: true }) restorationReason!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) restorationRequestedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) restorationRequestedAt!: Date | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly restoredBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly restoredAt!: Date | null;
  @VersionColumn() readonly version!: number;

  /** The latest who asks is the one whom somebody else has to agree with. */
  requestRestoration(by: string, at: Date, reason: string): void {
    if (this.restoredAt) throw new AccessRestored();
    this.restorationRequestedBy = by;
    this.restorationRequestedAt = at;
    this.restorationReason = reason;
  }
}
