import { IsEmail, IsIn, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { roles, seatLevels, type Actor, type Role, type Seat } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { Nullable, Omittable, Part, Text, YesOrNo } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Account } from './account.entity.js';

/** Where an account sits: an agency, a task force, or the national programme. */
export class SeatInput {
  /**
   * At what level.
   * @example agency
   */
  @IsIn(seatLevels) readonly at!: (typeof seatLevels)[number];
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
}

/** Who is signing in. */
export class SignIn {
  /**
   * The email of the account.
   * @example dana.reyes@example.gov
   */
  @IsString() @MaxLength(200) readonly email!: string;
  /**
   * Its password.
   * @example what the demo printed for this account
   */
  @IsString() @MaxLength(512) readonly password!: string;
}

/** A one-time link's token, and the password it sets. */
export class Enrol {
  /**
   * What stands in the link behind `#invite=` or `#admin=`.
   * @example Zk3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4w
   */
  @Matches(/^[A-Za-z0-9_-]{43}$/, { message: 'must be the token of a one-time link' }) readonly token!: string;
  /**
   * At least 15 characters; anything that is not easily guessed.
   * @example orchard violin gravel seventy
   */
  @IsString() @MaxLength(512) readonly password!: string;
}

/** The first administrator, created by the one-time link that the first start prints. */
export class CreateFirstAdministrator extends Enrol {
  /**
   * The email to sign in with.
   * @example admin@example.gov
   */
  @IsEmail({}, { message: 'must be an email address' }) @MaxLength(200) readonly email!: string;
  /**
   * The name others see beside what the account does.
   * @example Pat Morgan
   */
  @Text({ max: 200 }) readonly name!: string;
}

/** A new password, and the present one to show that it is its owner who asks. */
export class ChangePassword {
  /**
   * The present password.
   * @example orchard violin gravel seventy
   */
  @IsString() @MaxLength(512) readonly current!: string;
  /**
   * At least 15 characters; anything that is not easily guessed.
   * @example lantern harbour mistake eleven
   */
  @IsString() @MaxLength(512) readonly password!: string;
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

/** What the reader may do to this account. */
export class AccountMay {
  /** Disable it. */
  readonly disable!: boolean;
  /** Make a one-time link for its owner. */
  readonly invite!: boolean;
}

/** An account. */
export class AccountView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  readonly email!: string;
  readonly name!: string;
  readonly role!: Role;
  readonly seat!: SeatView;
  /**
   * Since when it cannot sign in any more; null while it can.
   * @format date-time
   */
  readonly disabledAt!: string | null;
  readonly may!: AccountMay;
}

/** A part of a list of accounts. */
export class AccountPage {
  readonly items!: AccountView[];
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

/** A session that has just begun. */
export class SessionView {
  /** @format uuid */
  readonly id!: string;
  /**
   * Send it as `Authorization: Bearer <token>`. It is shown once.
   * @example Zk3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4w
   */
  readonly token!: string;
  /**
   * Send it as `X-CSRF-Token` with every change that goes by the cookie.
   * @example a3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4wZ
   */
  readonly csrfToken!: string;
  /**
   * When it ends at the latest; unused, it ends before.
   * @format date-time
   */
  readonly expiresAt!: string;
  readonly account!: AccountView;
}

export function viewOf(account: Account, actor: Actor): AccountView {
  const { id, version, email, name, role, disabledAt } = account;
  const open = allows(actor.role, 'accounts:keep') && id !== actor.accountId && disabledAt === null;
  return {
    id,
    version,
    email,
    name,
    role,
    seat: seatViewOf(account.seat),
    disabledAt: disabledAt?.toISOString() ?? null,
    may: { disable: open, invite: open },
  };
}

function seatViewOf(seat: Seat): SeatView {
  return {
    at: seat.at,
    taskForceId: seat.at === 'national' ? null : seat.taskForceId,
    agencyId: seat.at === 'agency' ? seat.agencyId : null,
  };
}
