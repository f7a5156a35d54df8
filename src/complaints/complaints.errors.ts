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
    /** Another agency that has it; null when it is one's own. */
    readonly holder: TipHolder | null;
    /** The complaint it became, when that is one's own. */
    readonly complaintId: string | null;
  };

  constructor(known: { readonly holder: TipHolder } | { readonly complaintId: string }) {
    super();
    this.members = {
      errors: [{ pointer: '#/externalReference', detail: 'has already been received from this source' }],
      holder: 'holder' in known ? known.holder : null,
      complaintId: 'complaintId' in known ? known.complaintId : null,
    };
  }
}
