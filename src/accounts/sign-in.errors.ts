import { Conflict, Problem } from '../platform/http/problems.js';

/** A code, a passkey or a password that is wrong, used, too old or locked: the answer is the same for all. */
export class NotShown extends Problem {
  readonly type = 'not-shown';
  readonly title = 'This does not show that it is you';
  readonly status = 401;
}

/** The session is whole, or something else is due of it first. */
export class NothingDue extends Conflict {
  readonly type = 'nothing-due';
  readonly title = 'That is not what is due of this session';
}

/** There has to be one, of the kind this account needs. */
export class LastFactor extends Conflict {
  readonly type = 'last-factor';
  readonly title = 'This is the last factor of an account that needs one; enrol another first';
}

/** The answer of an authenticator that nobody can take: of another page, another request, or of no passkey of the kind that is asked for. */
export class PasskeyNotTaken extends Problem {
  readonly type = 'passkey-not-taken';
  readonly title = 'This passkey cannot be taken; ask for a new challenge and try again';
  readonly status = 422;
}
