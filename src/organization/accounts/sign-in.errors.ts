import { Conflict, Problem } from '../../platform/http/problems.js';

/**
 * Rejected credential. The response is the same for a code, passkey or password that is wrong, used, expired or locked.
 */
export class InvalidCredential extends Problem {
  readonly type = 'invalid-credential';
  readonly title = 'The code, passkey or password is not valid.';
  readonly status = 401;
}

/** Rejection of an authentication step that the session does not await. */
export class StepNotExpected extends Conflict {
  readonly type = 'step-not-expected';
  readonly title = 'This session is not waiting for that step.';
}

/** Rejection of the removal of the last factor that the account needs. */
export class LastFactor extends Conflict {
  readonly type = 'last-factor';
  readonly title = 'This is the last factor of an account that needs one. Enroll another factor first.';
}

/** Rejected passkey: from another page or request, or of an unsupported kind. */
export class PasskeyRejected extends Problem {
  readonly type = 'passkey-rejected';
  readonly title = 'The passkey was not accepted. Ask for a new challenge and try again.';
  readonly status = 422;
}
