import { IsString, Matches, MaxLength } from 'class-validator';
import { Name, Nullable, Omittable, Part } from '../../platform/validation/input.js';

const base64url = /^[A-Za-z0-9_-]+$/;

const base64urlMessage = { message: 'must be base64url without padding' };

/** Assertion of an authenticator: the fields of `AuthenticatorAssertionResponse`, in base64url. */
export class PasskeyAssertion {
  /**
   * Id of the passkey.
   * @example AQIDBAUGBwgJCgsMDQ4PEA
   */
  @Matches(base64url, base64urlMessage) @MaxLength(1400) readonly id!: string;
  /**
   * Client data of the ceremony, from the browser.
   * @example eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0
   */
  @Matches(base64url, base64urlMessage) @MaxLength(8000) readonly clientDataJSON!: string;
  /**
   * Authenticator data of the ceremony.
   * @example SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ
   */
  @Matches(base64url, base64urlMessage) @MaxLength(8000) readonly authenticatorData!: string;
  /**
   * Signature over both.
   * @example MEUCIQDq
   */
  @Matches(base64url, base64urlMessage) @MaxLength(4000) readonly signature!: string;
  /**
   * User handle, if the authenticator returns one.
   * @example AYkKXRwremywpF5_kMHS4w
   */
  @Omittable() @Nullable() @Matches(base64url, base64urlMessage) @MaxLength(128) readonly userHandle?: string | null;
}

/** Attestation of an authenticator: the fields of `AuthenticatorAttestationResponse`, in base64url. */
export class PasskeyAttestation {
  @Matches(base64url, base64urlMessage) @MaxLength(1400) readonly id!: string;
  /**
   * Client data of the ceremony, from the browser.
   * @example eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0
   */
  @Matches(base64url, base64urlMessage) @MaxLength(8000) readonly clientDataJSON!: string;
  /**
   * Attestation object of the authenticator, as CBOR.
   * @example o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YQ
   */
  @Matches(base64url, base64urlMessage) @MaxLength(20_000) readonly attestationObject!: string;
}

/** New passkey of the caller. */
export class AddPasskey {
  /**
   * Name that the owner gives the passkey.
   * @example The blue key on my ring
   */
  @Name(100) readonly name!: string;
  @Part(() => PasskeyAttestation) readonly response!: PasskeyAttestation;
}

/** First code of a new authenticator app, which proves that it has the secret. */
export class ConfirmTotp {
  /**
   * Code of six digits that the authenticator app shows now. It proves that the app has the secret.
   * @example 492039
   */
  @IsString() @MaxLength(64) readonly code!: string;
}
