import { Conflict, Forbidden } from '../../platform/http/problems.js';

/** The complaint is open, so retention does not apply to it yet. */
export class NotClosed extends Conflict {
  readonly type = 'not-closed';
  readonly title = 'The complaint is not closed.';
}

/** Rejected purge mark. The review day is in the future, or the retention is permanent. */
export class ReviewNotDue extends Conflict {
  readonly type = 'review-not-due';
  readonly title = 'The retention review is not due yet.';
  override readonly members: {
    /** The review day; null for permanent retention. */
    readonly reviewOn: string | null;
  };

  constructor(reviewOn: string | null) {
    super();
    this.members = { reviewOn };
  }
}

/** Change of a complaint with a purge mark. A supervisor can withdraw the mark. */
export class MarkedForPurge extends Conflict {
  readonly type = 'marked-for-purge';
  readonly title = 'The complaint is marked for purge. Remove the mark first.';
}

/** The complaint has no mark to withdraw. */
export class NotMarkedForPurge extends Conflict {
  readonly type = 'not-marked-for-purge';
  readonly title = 'The complaint is not marked for purge.';
}

/** The complaint existed and was purged. */
export class Purged extends Conflict {
  readonly type = 'purged';
  readonly title = 'The complaint was purged.';
  override readonly members: {
    /** The certificate of the purge. */
    readonly certificateId: string;
  };

  constructor(certificateId: string) {
    super();
    this.members = { certificateId };
  }
}

/** A second person must complete this action. */
export class SecondPersonRequired extends Forbidden {
  override readonly type = 'second-person-required';
  override readonly title = 'This takes two persons. Another person must do it.';
}

/** Rejected change of a lifted hold. Another hold can be placed. */
export class HoldLifted extends Conflict {
  readonly type = 'hold-lifted';
  readonly title = 'The legal hold has already been lifted.';
}

/** Rejected second request. Another person lifts the hold or extends it. */
export class LiftingRequested extends Conflict {
  readonly type = 'lifting-requested';
  readonly title = 'Somebody has already asked to lift the legal hold.';
}

/** Nobody has requested lifting. */
export class LiftingNotRequested extends Conflict {
  readonly type = 'lifting-not-requested';
  readonly title = 'Nobody has asked to lift the legal hold.';
}

/** The last day of the order has passed. */
export class SealOrderExpired extends Conflict {
  readonly type = 'seal-order-expired';
  readonly title = 'The court order has expired.';
}

/** The order was executed or withdrawn, which is final. */
export class OrderNotOpen extends Conflict {
  readonly type = 'order-not-open';
  readonly title = 'The court order has already been carried out or withdrawn.';
}

/** The complaint is already sealed. */
export class AlreadySealed extends Conflict {
  readonly type = 'already-sealed';
  readonly title = 'The complaint is already sealed.';
}

/** The complaint is not sealed, so it cannot be unsealed. */
export class NotSealed extends Conflict {
  readonly type = 'not-sealed';
  readonly title = 'The complaint is not sealed.';
}

/** The complaint was expunged, so it remains sealed. */
export class AlreadyExpunged extends Conflict {
  readonly type = 'already-expunged';
  readonly title = 'The complaint has already been expunged.';
}
