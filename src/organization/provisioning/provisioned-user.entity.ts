import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Agency } from '../agencies/agency.entity.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import { UserNotActive, UserAlreadyLinked, UserNotLinked, UserNotWaiting } from './provisioning.errors.js';
import type { ProvisionedUserState } from './provisioning.enums.js';

/** Facts about a user as the identity provider sends them. */
export interface UserFacts {
  readonly userName: string;
  readonly externalId: string | null;
  readonly displayName: string | null;
  readonly formattedName: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly email: string | null;
}

/** User of an identity provider: a proposal, on which an administrator decides. It changes no name or address of an account. */
@Entity('provisioned_users')
@Index(['accountId'], { unique: true, where: `state = 'linked'` })
@Unique(['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => Account, ['taskForceId', 'accountId'], ['taskForceId', 'id'])
@ForeignKey(() => Account, ['taskForceId', 'formerAccountId'], ['taskForceId', 'id'])
export class ProvisionedUser implements UserFacts {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => TaskForce) @Column('uuid') readonly taskForceId!: string;
  /** Agency of the key that sent the user; null for a key of the task force itself. */
  @Column('uuid', { nullable: true }) readonly agencyId!: string | null;
  @Column('text') readonly userName!: string;
  @Column('text', { nullable: true }) readonly externalId!: string | null;
  @Column('text', { nullable: true }) readonly displayName!: string | null;
  @Column('text', { nullable: true }) readonly formattedName!: string | null;
  @Column('text', { nullable: true }) readonly givenName!: string | null;
  @Column('text', { nullable: true }) readonly familyName!: string | null;
  @Column('text', { nullable: true }) readonly email!: string | null;
  @Column('boolean') isActive!: boolean;
  @Column('text') state!: ProvisionedUserState;
  /** Account of a linked user, and of no other. The end of the user disables it. */
  @Column('uuid', { nullable: true }) accountId!: string | null;
  /** Account that was linked until the user left, for display alone: the provider has no power over it. */
  @Column('uuid', { nullable: true }) formerAccountId!: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) readonly receivedAt!: Date;
  @Column({ type: 'timestamptz', precision: 3 }) changedAt!: Date;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) decidedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) decidedAt!: Date | null;
  @VersionColumn() readonly version!: number;

  /** Name of the person, from the first attribute that has one. */
  get name(): string {
    const parts = [this.givenName, this.familyName].filter((part) => part !== null).join(' ');
    return this.displayName ?? this.formattedName ?? (parts === '' ? this.userName : parts);
  }

  /** Sets the facts and whether the user is active. The end of a linked user ends the link. A user who comes back waits for a decision again. */
  update(facts: UserFacts, isActive: boolean, now: Date): void {
    Object.assign(this, facts);
    this.changedAt = now;
    this.isActive = isActive;
    if (this.state === 'rejected') return;
    if (isActive) {
      if (this.state === 'left') this.state = 'waiting';
      return;
    }
    this.state = 'left';
    this.formerAccountId = this.accountId ?? this.formerAccountId;
    this.accountId = null;
  }

  link(accountId: string, by: string, now: Date): void {
    if (!this.isActive) throw new UserNotActive();
    if (this.state === 'linked') throw new UserAlreadyLinked();
    this.decide('linked', accountId, by, now);
  }

  unlink(by: string, now: Date): void {
    if (this.state !== 'linked') throw new UserNotLinked();
    this.decide('waiting', null, by, now);
  }

  reject(by: string, now: Date): void {
    if (this.state !== 'waiting') throw new UserNotWaiting();
    this.decide('rejected', null, by, now);
  }

  private decide(state: ProvisionedUserState, accountId: string | null, by: string, now: Date): void {
    this.state = state;
    this.accountId = accountId;
    this.formerAccountId = null;
    this.decidedBy = by;
    this.decidedAt = now;
    this.changedAt = now;
  }
}

/** Returns the state of a new user. */
export function firstStateOf(isActive: boolean): ProvisionedUserState {
  return isActive ? 'waiting' : 'left';
}
