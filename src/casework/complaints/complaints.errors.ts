import { Conflict, type InputError } from '../../platform/http/problems.js';
import type { ComplaintState } from './complaints.enums.js';

/** Rejected status change. `allowed` lists the possible next states. */
export class InvalidTransition extends Conflict {
  readonly type = 'invalid-transition';
  readonly title = 'This status change is not allowed.';
  override readonly members: {
    /** State that the complaint is in now. */
    readonly state: ComplaintState;
    /** Possible next states. */
    readonly allowed: readonly ComplaintState[];
  };

  constructor(state: ComplaintState, allowed: readonly ComplaintState[]) {
    super();
    this.members = { state, allowed };
  }
}

/** Open records of one kind in a case. */
export interface OpenMatter {
  /**
   * Kind of record.
   * @example legal_process
   */
  readonly kind: string;
  /**
   * Number of open records.
   * @example 2
   */
  readonly count: number;
}

/** Closing rejected because records of the case are still open and would be forgotten. */
export class OpenMatters extends Conflict {
  readonly type = 'open-matters';
  readonly title = 'This complaint still has open items, such as legal process or a task. Finish them first.';
  override readonly members: {
    /** Open records, by kind and number. */
    readonly open: readonly OpenMatter[];
  };

  constructor(open: readonly OpenMatter[]) {
    super();
    this.members = { open };
  }
}

/** Decision rejected because the account made the proposal itself. */
export class OwnProposal extends Conflict {
  readonly type = 'own-proposal';
  readonly title = 'You cannot decide on your own proposal. Another person must decide.';
}

/** Answer rejected because no proposal is pending. */
export class NoProposal extends Conflict {
  readonly type = 'no-proposal';
  readonly title = 'Nobody has proposed to close this complaint.';
}

/** Complaint merged into another. Work continues on the other, and nothing can be merged into this one. */
export class ComplaintMerged extends Conflict {
  readonly type = 'complaint-merged';
  readonly title = 'This complaint was merged into another complaint.';
  override readonly members: {
    /**
     * Complaint it is merged into.
     * @format uuid
     */
    readonly mergedInto: string;
  };

  constructor(mergedInto: string) {
    super();
    this.members = { mergedInto };
  }
}

/** Merge rejected because the other complaint is closed or offered, so it cannot continue for both. */
export class MergeTargetNotOpen extends Conflict {
  readonly type = 'merge-target-not-open';
  readonly title =
    'The complaint to merge into is closed or offered to another agency. Reopen it or wait for the answer.';
  override readonly members: {
    /** State of the complaint that was named as the target. */
    readonly state: ComplaintState;
  };

  constructor(state: ComplaintState) {
    super();
    this.members = { state };
  }
}

/** Addition to an expunged complaint. A court order erased its persons, and new content could identify them again. */
export class Expunged extends Conflict {
  readonly type = 'expunged';
  readonly title = 'Nothing can be added to this complaint, because a court ordered it expunged.';
}

/** Deletion or destruction rejected because the complaint is on legal hold. */
export class OnLegalHold extends Conflict {
  readonly type = 'on-legal-hold';
  readonly title = 'This complaint is on legal hold.';
}

/** Contact of the agency that already has the tip in the same task force. */
export interface TipHolder {
  /**
   * Name of the agency.
   * @example Omaha Police Department
   */
  readonly agency: string;
  /**
   * Telephone number of the agency.
   * @example +1 402 555 0100
   */
  readonly phone: string | null;
  /**
   * Email address of the agency.
   * @example icac@example.gov
   */
  readonly email: string | null;
}

/**
 * Tip already received by the task force, with the same source and number. For a complaint of another agency, the
 * problem has only the contact. For the caller's own complaint with other content, the problem has its id.
 */
export class AlreadyReceived extends Conflict {
  readonly type = 'already-received';
  readonly title = 'This tip has already been received.';
  override readonly members: {
    readonly errors: readonly InputError[];
    /** Other agency that has the tip; null for your own complaint, or after the account's daily limit. */
    readonly holder: TipHolder | null;
    /** Complaint it became, if the reader's seat has it. */
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

/** Transfer, merge or assignment to another agency, rejected because the complaint is sealed. */
export class ComplaintSealed extends Conflict {
  readonly type = 'complaint-sealed';
  readonly title = 'The complaint is sealed. It cannot be handed over, and it merges only with sealed complaints.';
}
