import { Conflict, Forbidden } from '../../platform/http/problems.js';
import type { IndexEntryState, SharingBar } from './subject-index.enums.js';

/** The entry's state does not allow this change. After its review day, an entry can only be purged. */
export class InvalidEntryTransition extends Conflict {
  readonly type = 'invalid-entry-transition';
  readonly title = 'This status change of the index entry is not allowed.';
  override readonly members: {
    /** State that the entry is in now. */
    readonly state: IndexEntryState;
    /** The states that it can change to. */
    readonly allowed: readonly IndexEntryState[];
  };

  constructor(state: IndexEntryState, allowed: readonly IndexEntryState[]) {
    super();
    this.members = { state, allowed };
  }
}

/** Rejected sharing. `reason` says what does not allow sharing. */
export class SharingNotAllowed extends Conflict {
  readonly type = 'sharing-not-allowed';
  readonly title = 'This subject cannot be shared.';
  override readonly members: {
    /** The reason against sharing. */
    readonly reason: SharingBar;
  };

  constructor(reason: SharingBar) {
    super();
    this.members = { reason };
  }
}

/** Rejected dissemination. Only an approved entry without an overdue or required review is disseminated. */
export class EntryNotActive extends Conflict {
  readonly type = 'entry-not-active';
  readonly title =
    'The index entry cannot be disseminated. It is not approved, is overdue for review, or has been called for review.';
}

/**
 * Rejected request or dissemination. The agency has no signed agreement to follow the rules of the index (28 CFR 23.20(e)).
 */
export class AgreementRequired extends Forbidden {
  override readonly type = 'agreement-required';
  override readonly title =
    'The agency has no memorandum of understanding (MOU) in force on this day, and no imminent danger was named.';
}

/** The notice has already been acknowledged. */
export class AlreadyAcknowledged extends Conflict {
  readonly type = 'already-acknowledged';
  readonly title = 'This notice has already been acknowledged.';
}
