import { Conflict, NotYours } from '../platform/http/problems.js';

/** Only what is closed is kept for a time; what is open is kept. */
export class NotClosed extends Conflict {
  readonly type = 'not-closed';
  readonly title = 'The complaint is not closed';
}

/** Its day of review has not come, or never does. */
export class NotDue extends Conflict {
  readonly type = 'not-due';
  readonly title = 'The day of review has not come';
  override readonly members: {
    /** The day it comes; null for what is kept for good. */
    readonly reviewOn: string | null;
  };

  constructor(reviewOn: string | null) {
    super();
    this.members = { reviewOn };
  }
}

/** It waits for its purge already. Take the mark back before anything else. */
export class MarkedForPurge extends Conflict {
  readonly type = 'marked-for-purge';
  readonly title = 'The complaint is marked for purge';
}

/** There is no mark to take back. */
export class NotMarked extends Conflict {
  readonly type = 'not-marked';
  readonly title = 'The complaint is not marked for purge';
}

/** It was there, and is no more. */
export class Purged extends Conflict {
  readonly type = 'purged';
  readonly title = 'The complaint has been purged';
  override readonly members: {
    /** The certificate of how it went. */
    readonly certificateId: string;
  };

  constructor(certificateId: string) {
    super();
    this.members = { certificateId };
  }
}

/** What takes two persons is not done by one. */
export class SecondPersonNeeded extends NotYours {
  override readonly type = 'second-person-needed';
  override readonly title = 'Somebody else has to do this: it takes two persons';
}

/** A hold that was lifted stays lifted; another one can be placed. */
export class HoldLifted extends Conflict {
  readonly type = 'hold-lifted';
  readonly title = 'The legal hold has been lifted';
}

/** Somebody has asked already; another person lifts it, or keeps it. */
export class LiftingRequested extends Conflict {
  readonly type = 'lifting-requested';
  readonly title = 'Somebody has asked already that the hold be lifted';
}

/** Nobody has asked that it be lifted. */
export class LiftingNotRequested extends Conflict {
  readonly type = 'lifting-not-requested';
  readonly title = 'Nobody has asked that the hold be lifted';
}

/** The last day of the order is over. */
export class SealOrderExpired extends Conflict {
  readonly type = 'seal-order-expired';
  readonly title = 'The order has expired';
}

/** It was carried out or withdrawn; nothing more comes of it. */
export class OrderSettled extends Conflict {
  readonly type = 'order-settled';
  readonly title = 'The order has been carried out or withdrawn';
}

/** The complaint is sealed as it is. */
export class AlreadySealed extends Conflict {
  readonly type = 'already-sealed';
  readonly title = 'The complaint is sealed already';
}

/** There is nothing to unseal. */
export class NotSealed extends Conflict {
  readonly type = 'not-sealed';
  readonly title = 'The complaint is not sealed';
}

/** What was expunged stays so, and sealed. */
export class AlreadyExpunged extends Conflict {
  readonly type = 'already-expunged';
  readonly title = 'The complaint has been expunged';
}
