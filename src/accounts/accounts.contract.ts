import { IsEmail, IsIn, IsUUID, MaxLength } from 'class-validator';
import { roles, seatLevels, type Actor, type Role, type Seat, type SeatLevel } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { IsInstant, Nullable, Omittable, Part, Text, YesOrNo } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Account } from './account.entity.js';
import type { KeptAccount } from './account-standings.js';
import { accountPolicy } from './accounts.policy.js';
import { affiliations, type AccountKind, type Affiliation } from './accounts.words.js';

/** Where an account sits: an agency, a task force, or the national programme. */
export class SeatInput {
  /**
   * At what level.
   * @example agency
   */
  @IsIn(seatLevels) readonly at!: SeatLevel;
  /**
   * The task force, for a seat at a task force or an agency.
   * @example 01890a5d-1c2b-7a6d-b0a4-5e7f90c1d2e3
   */
  @Omittable() @Nullable() @IsUUID() readonly taskForceId?: string | null;
  /**
   * The agency, for a seat at an agency.
   * @example 01890a5d-2d3c-7b7e-b1b5-6f80a1d2e3f4
   */
  @Omittable() @Nullable() @IsUUID() readonly agencyId?: string | null;
}

/** A person who is to work with the tracker. */
export class CreateAccount {
  /**
   * The name to sign in with.
   * @example dana.reyes@example.gov
   */
  @IsEmail({}, { message: 'must be an email address' }) @MaxLength(200) readonly email!: string;
  /**
   * The name others see beside what the account does.
   * @example Dana Reyes
   */
  @Text({ max: 200 }) readonly name!: string;
  /**
   * What the account may do; on which records is its seat.
   * @example investigator
   */
  @IsIn(roles) readonly role!: Role;
  @Part(() => SeatInput) readonly seat!: SeatInput;
  /**
   * Whose staff its owner is. Left out: the agency's.
   * @example agency
   */
  @Omittable() @IsIn(affiliations) readonly affiliation?: Affiliation;
  /** For a temporary account: when it ends by itself, 72 hours ahead at most. */
  @Omittable() @Nullable() @IsInstant() readonly endsAt?: string | null;
}

/** Why an account is disabled. */
export class DisableAccount {
  /**
   * Why; it goes into the trail.
   * @example Left the agency.
   */
  @Text({ max: 500 }) readonly reason!: string;
}

/** Which accounts to list. */
export class AccountsQuery extends PageQuery {
  /** Only those with this role. */
  @Omittable() @IsIn(roles) readonly role?: Role;
  /** Only those that are, or are not, disabled. */
  @Omittable() @YesOrNo() readonly disabled?: boolean;
  /** Only those that wait, or do not wait, for the approval of a second person. */
  @Omittable() @YesOrNo() readonly awaitingApproval?: boolean;
}

/** Where an account sits. */
export class SeatView {
  /** At what level. */
  readonly at!: 'agency' | 'task_force' | 'national';
  /**
   * Its task force; null at the national programme.
   * @format uuid
   */
  readonly taskForceId!: string | null;
  /**
   * Its agency; null above the agencies.
   * @format uuid
   */
  readonly agencyId!: string | null;
}

/** An account, as its owner sees it. */
export class AccountView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  readonly email!: string;
  readonly name!: string;
  readonly role!: Role;
  readonly seat!: SeatView;
  /** Whose staff its owner is. */
  readonly affiliation!: Affiliation;
  /** Whether it stays, or ends by itself. */
  readonly kind!: AccountKind;
  /**
   * When a temporary account ends by itself; null for one that stays.
   * @format date-time
   */
  readonly endsAt!: string | null;
  /**
   * Since when it cannot sign in any more; null while it can.
   * @format date-time
   */
  readonly disabledAt!: string | null;
}

/** What the reader may do to this account. */
export class AccountMay {
  /** Make a one-time link for its owner. */
  readonly invite!: boolean;
  /** Ask that its password and factors are taken away, so that its owner sets new ones. */
  readonly requestReset!: boolean;
  /** Approve what somebody else has asked for. */
  readonly approve!: boolean;
  /** Give it another role or seat. */
  readonly changeRole!: boolean;
  /** Disable it. */
  readonly disable!: boolean;
  /** Enable it again. */
  readonly enable!: boolean;
  /** Release the lock on its password. */
  readonly releaseLock!: boolean;
  /** Say until when its owner's training holds. */
  readonly noteTraining!: boolean;
}

/** An account, with how it stands, for those who keep it. */
export class KeptAccountView extends AccountView {
  /**
   * When it was approved, by a second person where it takes two; null while it waits for that, and cannot sign in.
   * @format date-time
   */
  readonly approvedAt!: string | null;
  /** Whether its owner was ever given a way in. */
  readonly isEnrolled!: boolean;
  /**
   * Since when its password is locked, after too many failures; null while it is not.
   * @format date-time
   */
  readonly lockedAt!: string | null;
  /**
   * When its owner last signed in; null for never.
   * @format date-time
   */
  readonly lastSignedInAt!: string | null;
  /**
   * The last day its owner's training holds; null while nobody has said.
   * @format date
   */
  readonly trainedUntil!: string | null;
  readonly may!: AccountMay;
}

/** A part of a list of accounts. */
export class AccountPage {
  readonly items!: KeptAccountView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A one-time link: hand it to the account's owner, on another way than this. It is shown once. */
export class InvitationView {
  /**
   * The link, whole. Whoever has it sets the password.
   * @example http://localhost:3000/welcome#invite=Zk3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4w
   */
  readonly link!: string;
  /**
   * Until when it can be used.
   * @format date-time
   */
  readonly expiresAt!: string;
}

export function viewOf(account: Account): AccountView {
  const { id, version, email, name, role, affiliation, kind, endsAt, disabledAt } = account;
  return {
    id,
    version,
    email,
    name,
    role,
    seat: seatViewOf(account.seat),
    affiliation,
    kind,
    endsAt: endsAt?.toISOString() ?? null,
    disabledAt: disabledAt?.toISOString() ?? null,
  };
}

export function keptViewOf({ account, standing }: KeptAccount, actor: Actor): KeptAccountView {
  const { isEnrolled, lockedAt, lastSignedInAt } = standing;
  const keeps = allows(actor.role, 'accounts:keep') && accountPolicy.keep(actor, account);
  const isInUse = account.disabledAt === null;
  const isApproved = account.approvedAt !== null;
  return {
    ...viewOf(account),
    approvedAt: account.approvedAt?.toISOString() ?? null,
    isEnrolled,
    lockedAt: lockedAt?.toISOString() ?? null,
    lastSignedInAt: lastSignedInAt?.toISOString() ?? null,
    trainedUntil: account.trainedUntil,
    may: {
      invite: keeps && isInUse && isApproved && !isEnrolled,
      requestReset: keeps && isInUse && isApproved && isEnrolled,
      approve: allows(actor.role, 'accounts:approve') && !isApproved && accountPolicy.approve(actor, account),
      changeRole: keeps && isInUse,
      disable: keeps && isInUse,
      enable: keeps && !isInUse,
      releaseLock: keeps && lockedAt !== null,
      noteTraining: keeps,
    },
  };
}

export function seatViewOf(seat: Seat): SeatView {
  return {
    at: seat.at,
    taskForceId: seat.at === 'national' ? null : seat.taskForceId,
    agencyId: seat.at === 'agency' ? seat.agencyId : null,
  };
}
