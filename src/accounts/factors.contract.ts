import { IsString, Matches, MaxLength } from 'class-validator';
import { Nullable, Omittable, Part, Text } from '../platform/http/input.js';

const base64url = /^[A-Za-z0-9_-]+$/;
const inBase64url = { message: 'must be base64url without padding' };

/** What an authenticator signed: the fields of `AuthenticatorAssertionResponse`, in base64url. */
export class PasskeyAssertion {
  /**
   * The id of the passkey.
   * @example AQIDBAUGBwgJCgsMDQ4PEA
   */
  @Matches(base64url, inBase64url) @MaxLength(1400) readonly id!: string;
  /**
   * What the browser says of the ceremony.
   * @example eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0
   */
  @Matches(base64url, inBase64url) @MaxLength(8000) readonly clientDataJSON!: string;
  /**
   * What the authenticator says of it.
   * @example SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ
   */
  @Matches(base64url, inBase64url) @MaxLength(8000) readonly authenticatorData!: string;
  /**
   * Over both.
   * @example MEUCIQDq
   */
  @Matches(base64url, inBase64url) @MaxLength(4000) readonly signature!: string;
  /**
   * Whom the authenticator means, where it says so.
   * @example AYkKXRwremywpF5_kMHS4w
   */
  @Omittable() @Nullable() @Matches(base64url, inBase64url) @MaxLength(128) readonly userHandle?: string | null;
}

/** What an authenticator made: the fields of `AuthenticatorAttestationResponse`, in base64url. */
export class PasskeyAttestation {
  /**
   * The id of the passkey.
   * @example AQIDBAUGBwgJCgsMDQ4PEA
   */
  @Matches(base64url, inBase64url) @MaxLength(1400) readonly id!: string;
  /**
   * What the browser says of the ceremony.
   * @example eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0
   */
  @Matches(base64url, inBase64url) @MaxLength(8000) readonly clientDataJSON!: string;
  /**
   * What the authenticator made, as CBOR.
   * @example o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YQ
   */
  @Matches(base64url, inBase64url) @MaxLength(20_000) readonly attestationObject!: string;
}

/** A new passkey of one's own. */
export class AddPasskey {
  /**
   * What its owner calls it.
   * @example The blue key on my ring
   */
  @Text({ max: 100 }) readonly name!: string;
  @Part(() => PasskeyAttestation) readonly response!: PasskeyAttestation;
}

/** The first code of a new authenticator app, which shows that it has the secret. */
export class ConfirmTotp {
  /**
   * Six digits.
   * @example 492039
   */
  @IsString() @MaxLength(64) readonly code!: string;
}

/** What a passkey is to sign, for `navigator.credentials.get`. */
export class PasskeyChallengeView {
  /**
   * To be signed once, within five minutes.
   * @example 3kG9wq0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4
   */
  readonly challenge!: string;
  /**
   * Whose passkeys are asked for.
   * @example tracker.example.gov
   */
  readonly rpId!: string;
  /** In milliseconds. */
  readonly timeout!: number;
  /** The authenticator has to ask who holds it. */
  readonly userVerification!: 'required';
}

/** For whom a passkey is made: the tracker, as authenticators know it. */
export class RelyingPartyView {
  /**
   * The host it is reached at.
   * @example tracker.example.gov
   */
  readonly id!: string;
  /**
   * What authenticators call it.
   * @example Task Force Tracker
   */
  readonly name!: string;
}

/** For whom a passkey is made: the account, as authenticators know it. */
export class PasskeyOwnerView {
  /**
   * The account's id, in base64url.
   * @example AYkKXRwremywpF5_kMHS4w
   */
  readonly id!: string;
  /**
   * What authenticators list it by.
   * @example dana.reyes@example.gov
   */
  readonly name!: string;
  /**
   * What authenticators show beside that.
   * @example Dana Reyes
   */
  readonly displayName!: string;
}

/** A kind of key that is taken. */
export class KeyKindView {
  /** There is no other. */
  readonly type!: 'public-key';
  /**
   * As COSE numbers it.
   * @example -7
   */
  readonly alg!: number;
}

/** A passkey the account has already. */
export class KnownPasskeyView {
  /** There is no other. */
  readonly type!: 'public-key';
  /**
   * In base64url.
   * @example AQIDBAUGBwgJCgsMDQ4PEA
   */
  readonly id!: string;
}

/** What kind of passkey it has to be. */
export class AuthenticatorSelectionView {
  /** One that can be found without a name. */
  readonly residentKey!: 'required';
  /** The same, for authenticators of before. */
  readonly requireResidentKey!: true;
  /** The authenticator has to ask who holds it. */
  readonly userVerification!: 'required';
}

/** What a new passkey is made from, for `navigator.credentials.create`. */
export class PasskeyCreationView {
  /**
   * To be signed once, within five minutes.
   * @example 3kG9wq0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4
   */
  readonly challenge!: string;
  readonly rp!: RelyingPartyView;
  readonly user!: PasskeyOwnerView;
  readonly pubKeyCredParams!: KeyKindView[];
  readonly excludeCredentials!: KnownPasskeyView[];
  readonly authenticatorSelection!: AuthenticatorSelectionView;
  /** In milliseconds. */
  readonly timeout!: number;
  /** What kind of authenticator it is need not be proved. */
  readonly attestation!: 'none';
}

/** The secret of a new authenticator app. It is shown once, and counts once a first code was shown. */
export class TotpView {
  /**
   * Its id.
   * @example 01890a5d-1c2b-7a6d-b0a4-5e7f90c1d2e3
   * @format uuid
   */
  readonly id!: string;
  /**
   * In base32, to be typed in.
   * @example JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP
   */
  readonly secret!: string;
  /**
   * The same as a link that authenticator apps open.
   * @example otpauth://totp/Task%20Force%20Tracker:dana.reyes%40example.gov?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Task%20Force%20Tracker
   */
  readonly uri!: string;
}

/** A passkey of one's own. */
export class PasskeyView {
  /**
   * Its id.
   * @example 01890a5d-1c2b-7a6d-b0a4-5e7f90c1d2e3
   * @format uuid
   */
  readonly id!: string;
  /**
   * What its owner calls it.
   * @example The blue key on my ring
   */
  readonly name!: string;
  /** Whether it is kept in more than one place, as passkeys in a cloud are. */
  readonly isSynced!: boolean;
  /**
   * Since when it counts.
   * @format date-time
   */
  readonly addedAt!: string;
  /**
   * When it was last shown; null for never.
   * @format date-time
   */
  readonly lastUsedAt!: string | null;
}

/** An authenticator app of one's own. */
export class TotpFactorView {
  /**
   * Its id.
   * @example 01890a5d-1c2b-7a6d-b0a4-5e7f90c1d2e3
   * @format uuid
   */
  readonly id!: string;
  /**
   * Since when it counts.
   * @format date-time
   */
  readonly addedAt!: string;
  /**
   * When it was last shown; null for never.
   * @format date-time
   */
  readonly lastUsedAt!: string | null;
}

/** What one has to sign in with besides a password. */
export class FactorsView {
  /** In the order they were added. */
  readonly passkeys!: PasskeyView[];
  /** Null for none. */
  readonly totp!: TotpFactorView | null;
  /** How many were not used yet. */
  readonly recoveryCodesLeft!: number;
}
