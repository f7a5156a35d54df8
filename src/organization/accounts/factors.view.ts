/** Options for `navigator.credentials.get`. */
export class PasskeyChallengeView {
  /**
   * Challenge, valid once and for five minutes.
   * @example 3kG9wq0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4
   */
  readonly challenge!: string;
  /**
   * Relying party of the passkeys.
   * @example tracker.example.gov
   */
  readonly rpId!: string;
  /** Timeout in milliseconds. */
  readonly timeout!: number;
  /** User verification by the authenticator, which is required. */
  readonly userVerification!: 'required';
}

/** Relying party: the tracker as authenticators know it. */
export class RelyingPartyView {
  /**
   * Host name of the tracker.
   * @example tracker.example.gov
   */
  readonly id!: string;
  /**
   * Display name of the tracker.
   * @example Task Force Tracker
   */
  readonly name!: string;
}

/** User of a passkey: the account as authenticators know it. */
export class PasskeyOwnerView {
  /**
   * Account id, in base64url.
   * @example AYkKXRwremywpF5_kMHS4w
   */
  readonly id!: string;
  /**
   * Name in the list of the authenticator.
   * @example dana.reyes@example.gov
   */
  readonly name!: string;
  /**
   * Display name beside it.
   * @example Dana Reyes
   */
  readonly displayName!: string;
}

/** Accepted kind of key. */
export class KeyKindView {
  /** Constant type of a passkey. */
  readonly type!: 'public-key';
  /**
   * COSE algorithm number.
   * @example -7
   */
  readonly alg!: number;
}

/** Passkey that the account already has. */
export class KnownPasskeyView {
  readonly type!: 'public-key';
  /**
   * Id of the passkey, in base64url.
   * @example AQIDBAUGBwgJCgsMDQ4PEA
   */
  readonly id!: string;
}

/** Criteria for the new passkey. */
export class AuthenticatorSelectionView {
  /** Discoverable credential, which is required. */
  readonly residentKey!: 'required';
  /** The same criterion for older authenticators. */
  readonly requireResidentKey!: true;
  readonly userVerification!: 'required';
}

/** Options for `navigator.credentials.create`. */
export class PasskeyCreationView {
  readonly challenge!: string;
  readonly rp!: RelyingPartyView;
  readonly user!: PasskeyOwnerView;
  readonly pubKeyCredParams!: KeyKindView[];
  readonly excludeCredentials!: KnownPasskeyView[];
  readonly authenticatorSelection!: AuthenticatorSelectionView;
  readonly timeout!: number;
  /** Attestation of the authenticator model, which is not required. */
  readonly attestation!: 'none';
}

/** Secret of a new authenticator app. It is shown once, and becomes active after a first code. */
export class TotpView {
  /**
   * Id of the authenticator app.
   * @example 01890a5d-1c2b-7a6d-b0a4-5e7f90c1d2e3
   * @format uuid
   */
  readonly id!: string;
  /**
   * Secret in base32, for manual entry.
   * @example JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP
   */
  readonly secret!: string;
  /**
   * Secret as a link for authenticator apps.
   * @example
   * otpauth://totp/Task%20Force%20Tracker:dana.reyes%40example.gov?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Task%20Force%20Tracker
   */
  readonly uri!: string;
}

/** Passkey of the caller. */
export class PasskeyView {
  /**
   * Id of the passkey.
   * @example 01890a5d-1c2b-7a6d-b0a4-5e7f90c1d2e3
   * @format uuid
   */
  readonly id!: string;
  /**
   * Name that the owner gave the passkey.
   * @example The blue key on my ring
   */
  readonly name!: string;
  /** Whether the passkey is synchronized between devices, such as by a cloud service. */
  readonly isSynced!: boolean;
  /** Time of the registration. */
  readonly addedAt!: string;
  /** Time of the last use; null if it was never used. */
  readonly lastUsedAt!: string | null;
}

/** Authenticator app of the caller. */
export class TotpFactorView {
  /**
   * Id of the authenticator app.
   * @example 01890a5d-1c2b-7a6d-b0a4-5e7f90c1d2e3
   * @format uuid
   */
  readonly id!: string;
  readonly addedAt!: string;
  readonly lastUsedAt!: string | null;
}

/** Factors of the caller besides the password. */
export class FactorsView {
  /** Passkeys in the order of their registration. */
  readonly passkeys!: PasskeyView[];
  /** Authenticator app; null if there is none. */
  readonly totp!: TotpFactorView | null;
  /** Number of unused recovery codes. */
  readonly recoveryCodesLeft!: number;
}
