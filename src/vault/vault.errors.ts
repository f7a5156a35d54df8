import { Conflict, NotYours, Problem } from '../platform/http/problems.js';

/** The child's identity has not been recorded. */
export class IdentityNotRecorded extends Conflict {
  readonly type = 'identity-not-recorded';
  readonly title = 'Nobody has recorded who this child is';
}

/** The identity was destroyed under an order. The child still counts, by pseudonym. */
export class IdentityDestroyed extends Conflict {
  readonly type = 'identity-destroyed';
  readonly title = 'Who this child is was destroyed, and cannot be recorded again';
}

/** A supervisor has withdrawn the account's access to identities. Two persons can restore it. */
export class IdentityAccessWithdrawn extends NotYours {
  override readonly type = 'identity-access-withdrawn';
  override readonly title = 'Your access to identities has been withdrawn';
}

/** Access has already been restored. */
export class AccessRestored extends Conflict {
  readonly type = 'access-restored';
  readonly title = 'Access was given back already';
}

/** Nobody has requested restoration, which precedes its approval. */
export class RestorationNotRequested extends Conflict {
  readonly type = 'restoration-not-requested';
  readonly title = 'Nobody has asked that access is given back';
}

/** The request was approved, is older than a week, or its identity was destroyed. */
export class DestructionNotOpen extends Conflict {
  readonly type = 'destruction-not-open';
  readonly title = 'This request is not open any more';
}

/** The account has exhausted its daily budget of distinct names. */
export class NameBudgetSpent extends Problem {
  readonly type = 'name-budget-spent';
  readonly title = 'You have looked up as many different names as one account may on a day. Try again tomorrow (UTC).';
  readonly status = 429;
}
