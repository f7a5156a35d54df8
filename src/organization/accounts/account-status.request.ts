import { IsIn } from 'class-validator';
import { roles, type Role } from '../../platform/actor/actor.js';
import { IsDay, IsInstant, Nullable, Omittable, Part, Text } from '../../platform/validation/input.js';
import { accountTitles, type AccountTitle } from './accounts.enums.js';
import { SeatInput } from './account.request.js';

/** New role and seat of an account. */
export class ChangeRole {
  /**
   * Role, which decides the permitted actions. The seat decides the accessible records.
   * @example supervisor
   */
  @IsIn(roles) readonly role!: Role;
  /** New seat. Send the current seat to keep it. */
  @Part(() => SeatInput) readonly seat!: SeatInput;
  /**
   * Reason for the change, for the audit trail.
   * @example Leads the unit from March on.
   */
  @Text({ max: 500 }) readonly reason!: string;
}

/** Re-enablement of an account. */
export class EnableAccount {
  /**
   * Reason for the re-enablement, for the audit trail.
   * @example Back from leave.
   */
  @Text({ max: 500 }) readonly reason!: string;
  /** New expiry, at most 72 hours ahead. The default is a permanent account. */
  @Omittable() @Nullable() @IsInstant() readonly endsAt?: string | null;
}

/** Release of the lock on a password. */
export class ReleaseLock {
  /**
   * Reason for the release, for the audit trail.
   * @example Its owner called from the number on file.
   */
  @Text({ max: 500 }) readonly reason!: string;
}

/** Title of the account's owner. */
export class SetTitle {
  /**
   * Title, which gives no permission; null removes it.
   * @example commander
   */
  @Nullable() @IsIn(accountTitles) readonly title!: AccountTitle | null;
}

/** Validity of the training of the account's owner. */
export class NoteTraining {
  /**
   * Last day of validity, which may be in the past; null removes it.
   * @example 2019-05-31
   */
  @Nullable() @IsDay() readonly trainedUntil!: string | null;
  /**
   * Evidence of the training, for the audit trail.
   * @example The certificate of the undercover chat course.
   */
  @Text({ max: 500 }) readonly reason!: string;
}
