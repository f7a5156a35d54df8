import { Conflict, Forbidden, Problem } from '../../platform/http/problems.js';

/** The child's identity has not been recorded. */
export class IdentityNotRecorded extends Conflict {
  readonly type = 'identity-not-recorded';
  readonly title = 'The identity of this child has not been recorded.';
}

/** The identity was destroyed under an order. Statistics still include the child, under the pseudonym. */
export class IdentityDestroyed extends Conflict {
  readonly type = 'identity-destroyed';
  readonly title = 'The identity of this child was destroyed. It cannot be recorded again.';
}

/**
 * Rejected access to an identity. A supervisor withdrew your access. One person can request to restore it, and another
 * approves.
 */
export class IdentityAccessWithdrawn extends Forbidden {
  override readonly type = 'identity-access-withdrawn';
  override readonly title = 'Your access to identities was withdrawn.';
}

/** Access has already been restored. */
export class AccessRestored extends Conflict {
  readonly type = 'access-restored';
  readonly title = 'Access to identities has already been restored.';
}

/** Nobody has requested restoration, which precedes its approval. */
export class RestorationNotRequested extends Conflict {
  readonly type = 'restoration-not-requested';
  readonly title = 'Nobody has asked to restore access to identities.';
}

/** Rejected approval. The request was approved, is older than a week, or its identity was destroyed. */
export class DestructionNotOpen extends Conflict {
  readonly type = 'destruction-not-open';
  readonly title = 'This request to destroy an identity is no longer open.';
}

/** The account has searched for its daily maximum of different names. */
export class NameLimitReached extends Problem {
  readonly type = 'name-limit-reached';
  readonly title = 'You have searched for too many different names today. Try again tomorrow (UTC).';
  readonly status = 429;
}
