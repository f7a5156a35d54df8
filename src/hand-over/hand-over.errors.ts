import { Conflict, Problem } from '../platform/http/problems.js';
import type { TransferState } from './hand-over.words.js';

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
