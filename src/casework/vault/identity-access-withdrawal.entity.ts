import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { AccessRestored } from './vault.errors.js';

/**
 * Withdrawal of an account's access to identities by a supervisor, effective at once. Restoration takes a request and the approval of
 * another person, which Postgres records.
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

  /** Records the latest request, which a different person must approve. */
  requestRestoration(requestedBy: string, requestedAt: Date, reason: string): void {
    if (this.restoredAt) throw new AccessRestored();
    this.restorationRequestedBy = requestedBy;
    this.restorationRequestedAt = requestedAt;
    this.restorationReason = reason;
  }
}
