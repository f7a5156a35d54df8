import { IsEmail, IsIn, MaxLength } from 'class-validator';
import { roles, seatLevels, type Role, type SeatLevel } from '../../platform/actor/actor.js';
import {
  BooleanText,
  IsDay,
  IsId,
  IsInstant,
  Name,
  Nullable,
  Omittable,
  Part,
  Text,
} from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { accountTitles, affiliations, type AccountTitle, type Affiliation } from './accounts.enums.js';

/** Seat of an account: an agency, a task force or the national office. */
export class SeatInput {
  /**
   * Level of the seat.
   * @example agency
   */
  @IsIn(seatLevels) readonly level!: SeatLevel;
  /**
   * Task force, for a seat at a task force or an agency.
   * @example 01890a5d-1c2b-7a6d-b0a4-5e7f90c1d2e3
   */
  @Omittable() @Nullable() @IsId() readonly taskForceId?: string | null;
  /**
   * Agency, for a seat at an agency.
   * @example 01890a5d-2d3c-7b7e-b1b5-6f80a1d2e3f4
   */
  @Omittable() @Nullable() @IsId() readonly agencyId?: string | null;
}

/** New account of a person. */
export class CreateAccount {
  /**
   * Email address for sign-in.
   * @example dana.reyes@example.gov
   */
  @IsEmail({}, { message: 'must be an email address' }) @MaxLength(200) readonly email!: string;
  /**
   * Name that other people see beside the actions of the account.
   * @example Dana Reyes
   */
  @Name(200) readonly name!: string;
  /**
   * Role, which decides the permitted actions. The seat decides the accessible records.
   * @example investigator
   */
  @IsIn(roles) readonly role!: Role;
  @Part(() => SeatInput) readonly seat!: SeatInput;
  /**
   * Employer of the owner. The default is the agency.
   * @example agency
   */
  @Omittable() @IsIn(affiliations) readonly affiliation?: Affiliation;
  /**
   * Title of the owner. It gives no permission.
   * @example forensic_examiner
   */
  @Omittable() @Nullable() @IsIn(accountTitles) readonly title?: AccountTitle | null;
  /** Expiry of a temporary account, at most 72 hours ahead. */
  @Omittable() @Nullable() @IsInstant() readonly endsAt?: string | null;
}

/** Disablement of an account. */
export class DisableAccount {
  /**
   * Reason for the disablement, for the audit trail.
   * @example Left the agency.
   */
  @Text({ max: 500 }) readonly reason!: string;
}

/** Filters of the list of accounts. */
export class AccountsQuery extends PageQuery {
  /** Limits the list to this role. */
  @Omittable() @IsIn(roles) readonly role?: Role;
  /** Only disabled accounts (true), or only enabled ones (false). */
  @Omittable() @BooleanText() readonly disabled?: boolean;
  /** Only accounts that await approval by a second person (true), or only the others (false). */
  @Omittable() @BooleanText() readonly awaitingApproval?: boolean;
  /**
   * Part of the name or of the email address, in any case.
   * @example reyes
   */
  @Omittable() @Text({ max: 100 }) readonly q?: string;
  /** Limits the list to accounts seated at this agency. */
  @Omittable() @IsId() readonly agencyId?: string;
  /** Only accounts with a locked password (true), or only the others (false). */
  @Omittable() @BooleanText() readonly isLocked?: boolean;
  /** Only accounts whose owner has set a password (true), or only the others (false). */
  @Omittable() @BooleanText() readonly isEnrolled?: boolean;
  /** Limits the list to accounts without a sign-in since this time, or without any. */
  @Omittable() @IsInstant() readonly unusedSince?: string;
  /**
   * Limits the list to accounts whose last day of valid training is before this day.
   * @example 2026-04-01
   */
  @Omittable() @IsDay() readonly trainingEndsBefore?: string;
}
