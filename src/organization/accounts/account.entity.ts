import { Column, Entity, ForeignKey, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import { seatOf, type Role, type Seat } from '../../platform/actor/actor.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import { AlreadyDisabled, ApprovalPending, NotDisabled } from './accounts.errors.js';
import type { AccountKind, AccountTitle, Affiliation } from './accounts.enums.js';

export type SeatColumns = Pick<Account, 'taskForceId' | 'agencyId'>;

/**
 * Account of a person who signs in. Credentials are in another table. Postgres sets `enabledAt` and the columns of
 * request and approval.
 */
@Entity('accounts')
@Unique(['email'])
@Unique(['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class Account {
  @PrimaryColumn('uuid') readonly id!: string;
  /** Email address in lower case, for sign-in. */
  @Column('text') readonly email!: string;
  @Column('text') readonly name!: string;
  @Column('text') role!: Role;
  @ForeignKey(() => TaskForce) @Column('uuid', { nullable: true }) taskForceId!: string | null;
  @Column('uuid', { nullable: true }) agencyId!: string | null;
  @Column('timestamptz', { nullable: true }) disabledAt!: Date | null;
  @Column('text', { nullable: true }) disabledReason!: string | null;
  @VersionColumn() readonly version!: number;
  @Column('text', { default: 'agency' }) readonly affiliation!: Affiliation;
  @Column('timestamptz', { default: () => 'now()' }) readonly enabledAt!: Date;
  @Column('timestamptz', { nullable: true }) endsAt!: Date | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly requestedBy!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly approvedBy!: string | null;
  /** Time of approval; null while the account awaits a second person and cannot sign in. */
  @Column('timestamptz', { nullable: true }) readonly approvedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly relievedAt!: Date | null;
  @Column('uuid', { nullable: true }) readonly relievedTaskForceId!: string | null;
  /** Last day of valid training; null if unknown. Only trained accounts receive complaints. */
  @Column('date', { nullable: true }) trainedUntil!: string | null;
  /** Title of the owner, a label without any permission. */
  @Column('text', { nullable: true }) title!: AccountTitle | null;

  get seat(): Seat {
    return seatOf(this.taskForceId, this.agencyId);
  }

  get kind(): AccountKind {
    return this.endsAt === null ? 'permanent' : 'temporary';
  }

  get needsSecondPerson(): boolean {
    return this.role === 'admin' || this.role === 'supervisor' || this.taskForceId === null;
  }

  /** Disables the account. Postgres ends its sessions and keys at once. */
  disable(disabledAt: Date, reason: string): void {
    if (this.disabledAt) throw new AlreadyDisabled();
    this.disabledAt = disabledAt;
    this.disabledReason = reason;
  }

  enable(endsAt: Date | null): void {
    if (!this.disabledAt) throw new NotDisabled();
    this.disabledAt = null;
    this.disabledReason = null;
    this.endsAt = endsAt;
  }

  /** Changes role and seat. Postgres ends its sessions and keys at once. */
  changeRole(role: Role, { taskForceId, agencyId }: SeatColumns): void {
    if (this.disabledAt) throw new AlreadyDisabled();
    this.role = role;
    this.taskForceId = taskForceId;
    this.agencyId = agencyId;
  }

  requireActive(): void {
    if (this.disabledAt) throw new AlreadyDisabled();
    if (!this.approvedAt) throw new ApprovalPending();
  }
}
