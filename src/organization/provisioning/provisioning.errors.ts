import { ProtocolProblem } from '../../platform/http/client-protocols.js';
import { Conflict } from '../../platform/http/problems.js';

/** Kinds of errors of SCIM in a request (RFC 7644, table 9). */
export type ScimErrorType =
  'invalidFilter' | 'invalidPath' | 'invalidSyntax' | 'invalidValue' | 'mutability' | 'noTarget' | 'uniqueness';

/** Rejected SCIM request. */
export class InvalidScimRequest extends ProtocolProblem {
  readonly type = 'invalid-scim-request';
  readonly title = 'The request does not follow SCIM, or has a value that is not accepted.';
  readonly status = 400;

  constructor(
    readonly scimType: ScimErrorType,
    detail: string,
  ) {
    super(detail);
  }
}

/** Rejection of another user with the same `userName`. */
export class UserNameTaken extends ProtocolProblem {
  readonly type = 'user-name-taken';
  readonly title = 'Another user has this userName.';
  readonly status = 409;
}

/** Rejection above the maximum number of users of a provider. */
export class TooManyUsers extends ProtocolProblem {
  readonly type = 'too-many-users';
  readonly title = 'The provider keeps 5000 users here. Assign fewer people to the tracker.';
  readonly status = 409;
}

/** Rejected decision on a user that the identity provider has ended. */
export class UserNotActive extends Conflict {
  readonly type = 'user-not-active';
  readonly title = 'The identity provider has ended this user. Wait until it sends the user as active again.';
}

/** Rejected decision on a user who has an account. */
export class UserAlreadyLinked extends Conflict {
  readonly type = 'user-already-linked';
  readonly title = 'This user is linked to an account. Remove that link first.';
}

/** Rejected link to an account that another user is linked to. */
export class AccountHasUser extends Conflict {
  readonly type = 'account-has-user';
  readonly title = 'Another user is linked to this account. Remove that link first.';
}

/** Rejected removal of a link that does not exist. */
export class UserNotLinked extends Conflict {
  readonly type = 'user-not-linked';
  readonly title = 'This user is linked to no account.';
}

/** Rejected decision on a user who does not await one. */
export class UserNotWaiting extends Conflict {
  readonly type = 'user-not-waiting';
  readonly title = 'This user does not await a decision. Read the user again.';
}
