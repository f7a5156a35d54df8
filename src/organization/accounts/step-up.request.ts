import { IsString, MaxLength } from 'class-validator';
import { Omittable, Part } from '../../platform/validation/input.js';
import { PasskeyAssertion } from './factors.request.js';

/**
 * Re-authentication (step-up) with an authenticator app or a passkey, or with the password if the account has no
 * factor.
 */
export class StepUpAgain {
  /**
   * Code of an authenticator app. A recovery code is valid only for sign-in.
   * @example 492039
   */
  @Omittable() @IsString() @MaxLength(64) readonly code?: string;
  @Omittable() @Part(() => PasskeyAssertion) readonly response?: PasskeyAssertion;
  /** Password, only for an account without a factor. */
  @Omittable() @IsString() @MaxLength(512) readonly password?: string;
}
