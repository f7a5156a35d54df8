import { Conflict, Problem } from '../../platform/http/problems.js';

/** Rejection of a sign-in through an identity provider where none is set up. */
export class NoIdentityProvider extends Conflict {
  readonly type = 'no-identity-provider';
  readonly title = 'No identity provider is set up here. Sign in with your passkey or your password.';
}

/** Identity provider that does not answer, or answers something else than its specification requires. */
export class IdentityProviderUnavailable extends Problem {
  readonly type = 'identity-provider-unavailable';
  readonly title = 'The identity provider cannot be used now. Sign in with your passkey or your password.';
  readonly status = 503;
  override readonly headers = { 'retry-after': '30' };
}

/**
 * Rejected answer of the identity provider. The response is the same for a cancelled sign-in and for a forged, repeated or
 * outdated answer.
 */
export class SignInNotConfirmed extends Problem {
  readonly type = 'sign-in-not-confirmed';
  readonly title = 'The identity provider did not confirm this sign-in. Start it again.';
  readonly status = 401;
}

/**
 * Proved identity without an account that it may open. The response is the same for an unknown account, a disabled one and one
 * that first needs a factor of the tracker.
 */
export class AccountNotLinked extends Problem {
  readonly type = 'account-not-linked';
  readonly title =
    'No account can be opened by this identity. Sign in with your passkey or your password, and check the link in My account.';
  readonly status = 401;
}

/** Rejection of a second link of an account or an identity. */
export class AccountAlreadyLinked extends Conflict {
  readonly type = 'account-already-linked';
  readonly title = 'This account or this identity is linked already. Remove that link first.';
}
