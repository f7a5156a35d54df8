import { IsString, MaxLength } from 'class-validator';
import { Omittable, Part } from '../platform/http/input.js';
import { PasskeyAssertion } from './factors.contract.js';

/** Who acts, shown again: by a code of an authenticator app, by a passkey, or, without any factor, by the password. */
export class StepUpAgain {
  /**
   * Of an authenticator app. A recovery code is for getting in alone.
   * @example 492039
   */
  @Omittable() @IsString() @MaxLength(64) readonly code?: string;
  @Omittable() @Part(() => PasskeyAssertion) readonly response?: PasskeyAssertion;
  /** Only of an account that has no factor. */
  @Omittable() @IsString() @MaxLength(512) readonly password?: string;
}
