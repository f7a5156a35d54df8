import { Conflict, Problem, type InputError } from '../platform/http/problems.js';
import type { TransferState } from './hand-over.words.js';

/** On that day the agency has no membership of a task force with a signed memorandum of understanding. */
export class NoAgreement extends Conflict {
  readonly type = 'no-agreement';
  readonly title = 'That agency has no agreement in force';
  override readonly members: { readonly errors: readonly InputError[] };

  constructor() {
    super();
    this.members = {
      errors: [{ pointer: '#/agencyId', detail: 'has no membership in force with a signed memorandum' }],
    };
  }
}

/** A sealed complaint stays where it is. */
export class SealedComplaint extends Conflict {
  readonly type = 'sealed-complaint';
  readonly title = 'The complaint is sealed, and is handed to nobody';
}

/** Somebody has answered the offer, or withdrawn it. */
export class AlreadyAnswered extends Conflict {
  readonly type = 'already-answered';
  readonly title = 'The offer has been answered or withdrawn';
  override readonly members: {
    /** How it ended. */
    readonly state: TransferState;
  };

  constructor(state: TransferState) {
    super();
    this.members = { state };
  }
}

/** The share was ended already. */
export class AlreadyEnded extends Conflict {
  readonly type = 'already-ended';
  readonly title = 'The share has been ended already';
}

/** What was shared is not any more: its day is past, somebody ended it or the agreement, or the complaint was sealed. */
export class ShareEnded extends Problem {
  readonly type = 'share-ended';
  readonly title = 'This is no longer shared with you';
  readonly status = 410;
}
