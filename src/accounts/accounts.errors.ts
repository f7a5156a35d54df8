import { Conflict, Problem } from '../platform/http/problems.js';

/** Unknown, disabled, without a password or with another one: the answer is the same for all, and takes as long. */
export class WrongCredentials extends Problem {
  readonly type = 'wrong-credentials';
  readonly title = 'The email and password do not go together';
  readonly status = 401;
}

/** The one-time link is unknown, used or too old. */
export class LinkNotValid extends Problem {
  readonly type = 'link-not-valid';
  readonly title = 'This link is not valid, or not any more';
  readonly status = 403;
}

/** Disabled once is disabled. */
export class AlreadyDisabled extends Conflict {
  readonly type = 'already-disabled';
  readonly title = 'The account is already disabled';
}
