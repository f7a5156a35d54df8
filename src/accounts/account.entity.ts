import { Column, Entity, ForeignKey, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import { seatOf, type Role, type Seat } from '../platform/access/actor.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import { AlreadyDisabled, AwaitsApproval, NotDisabled } from './accounts.errors.js';
import type { AccountKind, Affiliation } from './accounts.words.js';

/** The two columns that say where an account sits. */
export type SeatColumns = Pick<Account, 'taskForceId' | 'agencyId'>;

/**
 * A person who signs in: a role says what they may do, a seat on which rows. Its password stands elsewhere. Since when it may
 * be used, and who asked for and approved what it is now, Postgres writes.
 */
@Entity('accounts')
@Unique(['email'])
@Unique(['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class Account {
  @PrimaryColumn('uuid') readonly id!: string;
  /** In lower case; the name to sign in with. */
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
  /** Of a temporary account: when it ends by itself. */
  @Column('timestamptz', { nullable: true }) endsAt!: Date | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly requestedBy!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly approvedBy!: string | null;
  /** Null while it waits for a second person; until then nobody signs in with it. */
  @Column('timestamptz', { nullable: true }) readonly approvedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly relievedAt!: Date | null;
  @Column('uuid', { nullable: true }) readonly relievedTaskForceId!: string | null;
  /** The last day its owner's training holds; null while nobody has said. Complaints are given to who is trained. */
  @Column('date', { nullable: true }) trainedUntil!: string | null;

  get seat(): Seat {
    return seatOf(this.taskForceId, this.agencyId);
  }

  get kind(): AccountKind {
    return this.endsAt === null ? 'permanent' : 'temporary';
  }

  /** Whether it is what it takes two persons to make. */
  get takesTwo(): boolean {
    return this.role === 'admin' || this.role === 'supervisor' || this.taskForceId === null;
  }

  /** Its sessions and keys end with it, at once: Postgres sees to that. */
  disable(at: Date, reason: string): void {
    if (this.disabledAt) throw new AlreadyDisabled();
    this.disabledAt = at;
    this.disabledReason = reason;
  }

  /** It is usable as from now, until that time if there is one. */
  enable(endsAt: Date | null): void {
    if (!this.disabledAt) throw new NotDisabled();
    this.disabledAt = null;
    this.disabledReason = null;
    this.endsAt = endsAt;
  }

  /** Sessions and keys that were for the old role or seat end at once. */
  reseat(role: Role, { taskForceId, agencyId }: SeatColumns): void {
    if (this.disabledAt) throw new AlreadyDisabled();
    this.role = role;
    this.taskForceId = taskForceId;
    this.agencyId = agencyId;
  }

  requireInUse(): void {
    if (this.disabledAt) throw new AlreadyDisabled();
    if (!this.approvedAt) throw new AwaitsApproval();
  }
}
