import { Conflict, NotYours } from '../platform/http/problems.js';
import type { IndexEntryState, SharingBar } from './subject-index.words.js';

/** The entry's state does not allow this change. After its review day, an entry can only be purged. */
export class IllegalEntryMove extends Conflict {
  readonly type = 'illegal-entry-move';
  readonly title = 'The index entry cannot go there from where it is';
  override readonly members: {
    /** The current state. */
    readonly state: IndexEntryState;
    /** The states that it can change to. */
    readonly allowed: readonly IndexEntryState[];
  };

  constructor(state: IndexEntryState, allowed: readonly IndexEntryState[]) {
    super();
    this.members = { state, allowed };
  }
}

/** The subject or the case does not allow sharing. */
export class NotToBeShared extends Conflict {
  readonly type = 'not-to-be-shared';
  readonly title = 'This subject is not to be shared';
  override readonly members: {
    /** The reason against sharing. */
    readonly because: SharingBar;
  };

  constructor(because: SharingBar) {
    super();
    this.members = { because };
  }
}

/** The entry is not active: not approved, overdue, or awaiting a required review. */
export class EntryNotStanding extends Conflict {
  readonly type = 'entry-not-standing';
  readonly title = 'The index entry is not one to give from: it is not approved, overdue, or called for review';
}

/**
 * The agency has no signed agreement to follow the index's rules (28 CFR 23.20(e)), and no imminent danger was stated.
 */
export class AgreementRequired extends NotYours {
  override readonly type = 'agreement-required';
  override readonly title = 'The agency has no agreement on this day, and no imminent danger was named';
}

/** The notice has already been acknowledged. */
export class AlreadyAcknowledged extends Conflict {
  readonly type = 'already-acknowledged';
  readonly title = 'Somebody has acknowledged this notice already';
}
