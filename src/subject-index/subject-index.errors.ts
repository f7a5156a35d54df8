import { Conflict, NotYours } from '../platform/http/problems.js';
import type { IndexEntryState, SharingBar } from './subject-index.words.js';

/** Not from where the entry is now, or not any more: one past its review day can only be purged. */
export class IllegalEntryMove extends Conflict {
  readonly type = 'illegal-entry-move';
  readonly title = 'The index entry cannot go there from where it is';
  override readonly members: {
    /** Where it is. */
    readonly state: IndexEntryState;
    /** Where it can go from there. */
    readonly allowed: readonly IndexEntryState[];
  };

  constructor(state: IndexEntryState, allowed: readonly IndexEntryState[]) {
    super();
    this.members = { state, allowed };
  }
}

/** Something about the subject or the case stands against sharing it. */
export class NotToBeShared extends Conflict {
  readonly type = 'not-to-be-shared';
  readonly title = 'This subject is not to be shared';
  override readonly members: {
    /** What stands against it. */
    readonly because: SharingBar;
  };

  constructor(because: SharingBar) {
    super();
    this.members = { because };
  }
}

/** Only what is approved, within its review day and not called for review is given to anybody. */
export class EntryNotStanding extends Conflict {
  readonly type = 'entry-not-standing';
  readonly title = 'The index entry is not one to give from: it is not approved, overdue, or called for review';
}

/** Who is told has signed to follow the rules that the index is kept by (28 CFR 23.20(e)); danger to life is the exception. */
export class AgreementRequired extends NotYours {
  override readonly type = 'agreement-required';
  override readonly title = 'The agency has no agreement on this day, and no imminent danger was named';
}

/** Once taken note of is taken note of. */
export class AlreadyAcknowledged extends Conflict {
  readonly type = 'already-acknowledged';
  readonly title = 'Somebody has acknowledged this notice already';
}
