import { IsIn } from 'class-validator';
import { roles, type Role } from '../platform/access/actor.js';
import { IsDay, IsInstant, Nullable, Omittable, Part, Text } from '../platform/http/input.js';
import { SeatInput } from './accounts.contract.js';

/** What an account may do from now on, and where it sits. */
export class ChangeRole {
  /**
   * What the account may do; on which records is its seat.
   * @example supervisor
   */
  @IsIn(roles) readonly role!: Role;
  /** Where it sits; the seat it has is sent again to keep it. */
  @Part(() => SeatInput) readonly seat!: SeatInput;
  /**
   * Why; it goes into the trail.
   * @example Leads the unit from March on.
   */
  @Text({ max: 500 }) readonly reason!: string;
}

/** Why an account may be used again, and until when. */
export class EnableAccount {
  /**
   * Why; it goes into the trail.
   * @example Back from leave.
   */
  @Text({ max: 500 }) readonly reason!: string;
  /** When it ends by itself, 72 hours ahead at most. Left out: it stays. */
  @Omittable() @Nullable() @IsInstant() readonly endsAt?: string | null;
}

/** Why the lock on an account's password is released. */
export class ReleaseLock {
  /**
   * Why; it goes into the trail.
   * @example Its owner called from the number on file.
   */
  @Text({ max: 500 }) readonly reason!: string;
}

/** Until when an account's training holds, and what says so. */
export class NoteTraining {
  /**
   * The last day it holds, also one that is past; null takes back what was said.
   * @example 2019-05-31
   */
  @Nullable() @IsDay() readonly trainedUntil!: string | null;
  /**
   * What says so; it goes into the trail.
   * @example The certificate of the undercover chat course.
   */
  @Text({ max: 500 }) readonly reason!: string;
}
