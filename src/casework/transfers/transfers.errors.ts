import { Conflict, Problem } from '../../platform/http/problems.js';
import type { TransferState } from './transfers.enums.js';

/** Answer rejected because the offer was already answered or revoked. */
export class AlreadyAnswered extends Conflict {
  readonly type = 'already-answered';
  readonly title = 'The offer has already been answered or withdrawn.';
  override readonly members: {
    /** Final state of the offer. */
    readonly state: TransferState;
  };

  constructor(state: TransferState) {
    super();
    this.members = { state };
  }
}

/** Change rejected because the share has already ended. */
export class AlreadyEnded extends Conflict {
  readonly type = 'already-ended';
  readonly title = 'The share has already ended.';
}

/**
 * Read rejected because the share is over: by its last day, its end, the end of the agreement, or the sealing of the
 * complaint.
 */
export class ShareEnded extends Problem {
  readonly type = 'share-ended';
  readonly title = 'This complaint is no longer shared with you.';
  readonly status = 410;
}
