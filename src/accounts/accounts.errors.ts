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

/** Only what is disabled can be enabled. */
export class NotDisabled extends Conflict {
  readonly type = 'not-disabled';
  readonly title = 'The account is not disabled';
}

/** An administrator's, a supervisor's or a national account waits until a second person approves it. */
export class AwaitsApproval extends Conflict {
  readonly type = 'awaits-approval';
  readonly title = 'The account waits for the approval of a second person';
}

/** There is nothing to approve: somebody has. */
export class AlreadyApproved extends Conflict {
  readonly type = 'already-approved';
  readonly title = 'The account is approved already';
}

/** Its owner has a way in; another is given by a factor reset, which takes two persons. */
export class AlreadyEnrolled extends Conflict {
  readonly type = 'already-enrolled';
  readonly title = 'The account has a password already; it takes a factor reset';
}

/** There is nobody to take a password from; an invitation will do. */
export class NotEnrolled extends Conflict {
  readonly type = 'not-enrolled';
  readonly title = 'The account has no password yet; it takes an invitation';
}

/** Its password is not locked. */
export class NotLocked extends Conflict {
  readonly type = 'not-locked';
  readonly title = 'The account is not locked';
}

/** The cases of its task force name it, and would name nobody there if it went. */
export class NamedInCases extends Conflict {
  readonly type = 'named-in-cases';
  readonly title = 'Cases of its task force name this account; it cannot go to another';
}

/** The request was approved, has lapsed, or was overtaken by another; ask anew. */
export class ResetNotOpen extends Conflict {
  readonly type = 'reset-not-open';
  readonly title = 'This request for a factor reset is not open any more';
}

/** Each account on the list has to be confirmed or disabled first. */
export class LinesUndecided extends Conflict {
  readonly type = 'lines-undecided';
  readonly title = 'Some accounts on the list are not decided on yet';
  override readonly members: {
    /** How many. */
    readonly undecided: number;
  };

  constructor(undecided: number) {
    super();
    this.members = { undecided };
  }
}

/** A list that was signed off stays as it is. */
export class AlreadySignedOff extends Conflict {
  readonly type = 'already-signed-off';
  readonly title = 'The list is signed off already';
}
