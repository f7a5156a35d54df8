import { Conflict, NotYours, Problem } from '../platform/http/problems.js';

/** Nobody has recorded who the child is. */
export class IdentityNotRecorded extends Conflict {
  readonly type = 'identity-not-recorded';
  readonly title = 'Nobody has recorded who this child is';
}

/** It was destroyed under an order. The child still counts, by pseudonym. */
export class IdentityDestroyed extends Conflict {
  readonly type = 'identity-destroyed';
  readonly title = 'Who this child is was destroyed, and cannot be recorded again';
}

/** A supervisor has withdrawn the account's access to identities; two others give it back. */
export class IdentityAccessWithdrawn extends NotYours {
  override readonly type = 'identity-access-withdrawn';
  override readonly title = 'Your access to identities has been withdrawn';
}

/** Access was given back already. */
export class AccessRestored extends Conflict {
  readonly type = 'access-restored';
  readonly title = 'Access was given back already';
}

/** The second person's word comes after the first's. */
export class RestorationNotRequested extends Conflict {
  readonly type = 'restoration-not-requested';
  readonly title = 'Nobody has asked that access is given back';
}

/** It was approved already, is older than a week, or the identity is gone. */
export class DestructionNotOpen extends Conflict {
  readonly type = 'destruction-not-open';
  readonly title = 'This request is not open any more';
}

/** The account has had the most different names looked up that it may on one day. */
export class NameBudgetSpent extends Problem {
  readonly type = 'name-budget-spent';
  readonly title = 'You have looked up as many different names as one account may on a day. Try again tomorrow (UTC).';
  readonly status = 429;
}
