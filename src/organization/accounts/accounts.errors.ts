import { Conflict, Problem } from '../../platform/http/problems.js';

/**
 * Failed sign-in. The response and its duration are the same for an unknown or disabled account, a missing password and
 * a wrong one.
 */
export class WrongCredentials extends Problem {
  readonly type = 'wrong-credentials';
  readonly title = 'The email address or the password is not correct.';
  readonly status = 401;
}

/** Rejected one-time link. The link is unknown, was used or has expired. */
export class InvalidLink extends Problem {
  readonly type = 'invalid-link';
  readonly title = 'This link is not valid or has expired. Ask for a new one.';
  readonly status = 403;
}

/** Rejection of a disabled account. */
export class AlreadyDisabled extends Conflict {
  readonly type = 'already-disabled';
  readonly title = 'The account is already disabled.';
}

/** Rejection of an account that is not disabled. */
export class NotDisabled extends Conflict {
  readonly type = 'not-disabled';
  readonly title = 'The account is not disabled.';
}

/** Rejection of an account that awaits the approval of a second person. */
export class ApprovalPending extends Conflict {
  readonly type = 'approval-pending';
  readonly title = 'The account is waiting for a second person to approve it.';
}

/** Rejection of a second approval. */
export class AlreadyApproved extends Conflict {
  readonly type = 'already-approved';
  readonly title = 'The account has already been approved.';
}

/** Rejected invitation for an account with a password. A factor reset takes two persons. */
export class AlreadyEnrolled extends Conflict {
  readonly type = 'already-enrolled';
  readonly title = 'The account already has a password. Ask for a factor reset instead.';
}

/** Rejection of a factor reset for an account without a password. Its owner sets the first one after an invitation. */
export class NotEnrolled extends Conflict {
  readonly type = 'not-enrolled';
  readonly title = 'The account has no password yet. Send an invitation instead.';
}

/** Rejection of a release for a password that is not locked. */
export class NotLocked extends Conflict {
  readonly type = 'not-locked';
  readonly title = 'The account is not locked.';
}

/** Rejection of a move to another task force while cases name the account. The cases would name an unknown person. */
export class NamedInCases extends Conflict {
  readonly type = 'named-in-cases';
  readonly title = 'Cases of its task force name this account. It cannot move to another task force.';
}

/** Rejected decision on a factor reset. The request was approved or replaced, has expired, or its requester lost the right to make it. */
export class ResetNotOpen extends Conflict {
  readonly type = 'reset-not-open';
  readonly title = 'This request for a factor reset is no longer open. Make a new one.';
}

/** Rejection of a sign-off before each account on the list is confirmed or disabled. */
export class AccountsUndecided extends Conflict {
  readonly type = 'accounts-undecided';
  readonly title = 'Some accounts in this review have no decision yet. Decide on each first.';
  override readonly members: {
    /** Number of undecided accounts. */
    readonly undecided: number;
  };

  constructor(undecided: number) {
    super();
    this.members = { undecided };
  }
}

/** Rejection of a change to a list that is signed off. */
export class AlreadySignedOff extends Conflict {
  readonly type = 'already-signed-off';
  readonly title = 'This review of accounts has already been signed off.';
}
