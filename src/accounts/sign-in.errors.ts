import { Conflict, Problem } from '../platform/http/problems.js';

/**
 * Rejected credential. The response is the same for a code, passkey or password that is wrong, used, expired or locked.
 */
export class NotShown extends Problem {
  readonly type = 'not-shown';
  readonly title = 'This does not show that it is you';
  readonly status = 401;
}

/** Rejection of an authentication step that the session does not await. */
export class NothingDue extends Conflict {
  readonly type = 'nothing-due';
  readonly title = 'That is not what is due of this session';
}

/** Rejection of the removal of the last factor that the account needs. */
export class LastFactor extends Conflict {
  readonly type = 'last-factor';
  readonly title = 'This is the last factor of an account that needs one; enrol another first';
}

/** Rejected attestation: from another page or request, or for an unsupported kind of passkey. */
export class PasskeyNotTaken extends Problem {
  readonly type = 'passkey-not-taken';
  readonly title = 'This passkey cannot be taken; ask for a new challenge and try again';
  readonly status = 422;
}
