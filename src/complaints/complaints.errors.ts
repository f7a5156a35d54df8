import { Conflict, type InputError } from '../platform/http/problems.js';
import type { ComplaintState } from './complaints.words.js';

/** Not from where it is now; `allowed` says where it can go. */
export class IllegalMove extends Conflict {
  readonly type = 'illegal-move';
  readonly title = 'The complaint cannot go there from where it is';
  override readonly members: {
    /** Where it is. */
    readonly state: ComplaintState;
    /** Where it can go from there. */
    readonly allowed: readonly ComplaintState[];
  };

  constructor(state: ComplaintState, allowed: readonly ComplaintState[]) {
    super();
    this.members = { state, allowed };
  }
}

/** What stands open in a case, of one kind. */
export interface OpenMatter {
  /**
   * What it is.
   * @example legal_process
   */
  readonly kind: string;
  /**
   * How many of them.
   * @example 2
   */
  readonly count: number;
}

/** Something in the case has yet to come to an end, and would be forgotten with it. */
export class OpenMatters extends Conflict {
  readonly type = 'open-matters';
  readonly title = 'Something in the case is still open';
  override readonly members: {
    /** What, and how many of each. */
    readonly open: readonly OpenMatter[];
  };

  constructor(open: readonly OpenMatter[]) {
    super();
    this.members = { open };
  }
}

/** Nobody decides on what they proposed themselves. */
export class OwnProposal extends Conflict {
  readonly type = 'own-proposal';
  readonly title = 'Somebody else decides on what you proposed';
}

/** There is none that waits for an answer. */
export class NothingProposed extends Conflict {
  readonly type = 'nothing-proposed';
  readonly title = 'Nobody has proposed to close this complaint';
}

/** What was merged is found where it went; nothing is merged into it. */
export class MergedAway extends Conflict {
  readonly type = 'merged-away';
  readonly title = 'That complaint is merged into another';
  override readonly members: {
    /**
     * The complaint it went into.
     * @format uuid
     */
    readonly mergedInto: string;
  };

  constructor(mergedInto: string) {
    super();
    this.members = { mergedInto };
  }
}

/** What is closed or waits for an answer is not gone on with; what were merged into it would end with it. */
export class TakesNothingIn extends Conflict {
  readonly type = 'takes-nothing-in';
  readonly title = 'That complaint is closed or offered to somebody: nothing is merged into it before it is open again';
  override readonly members: {
    /** Where it is. */
    readonly state: ComplaintState;
  };

  constructor(state: ComplaintState) {
    super();
    this.members = { state };
  }
}

/** Whom it was about was erased by order of a court, and nothing is added that could tell of them again. */
export class Expunged extends Conflict {
  readonly type = 'expunged';
  readonly title = 'A court has had this complaint expunged';
}

/** Nothing of it is deleted or destroyed while a legal hold stands. */
export class OnLegalHold extends Conflict {
  readonly type = 'on-legal-hold';
  readonly title = 'A legal hold stands on this complaint';
}

/** Whom to call about a tip that somebody else in the task force already has. */
export interface TipHolder {
  /**
   * The agency's name.
   * @example Omaha Police Department
   */
  readonly agency: string;
  /**
   * Its telephone number.
   * @example +1 402 555 0100
   */
  readonly phone: string | null;
  /**
   * Its email address.
   * @example icac@example.gov
   */
  readonly email: string | null;
}

/**
 * The task force already has a tip of that number from that source. Another agency's is told only as whom to call; one's own,
 * received with other content, by its id, so that nothing typed is dropped in silence.
 */
export class AlreadyReceived extends Conflict {
  readonly type = 'already-received';
  readonly title = 'This tip has already been received';
  override readonly members: {
    readonly errors: readonly InputError[];
    /** Another agency that has it; null when it is one's own, or when the account was told of as many as it may be on a day. */
    readonly holder: TipHolder | null;
    /** The complaint it became, when that is one's own. */
    readonly complaintId: string | null;
  };

  constructor(known: { readonly holder: TipHolder | null } | { readonly complaintId: string }) {
    super();
    this.members = {
      errors: [{ pointer: '#/externalReference', detail: 'has already been received from this source' }],
      holder: 'holder' in known ? known.holder : null,
      complaintId: 'complaintId' in known ? known.complaintId : null,
    };
  }
}

/** A sealed complaint stays where it is. */
export class SealedComplaint extends Conflict {
  readonly type = 'sealed-complaint';
  readonly title = 'The complaint is sealed: it is handed to nobody, and only what is sealed is merged with it';
}
