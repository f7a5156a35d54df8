import { Conflict } from '../platform/http/problems.js';

/** A complaint has each child once: one of the two records is to be voided, not linked. */
export class VictimCountedTwice extends Conflict {
  readonly type = 'victim-counted-twice';
  readonly title = 'This complaint has that child already';
  override readonly members: {
    /** The record in which the complaint has the child. */
    readonly victimId: string;
  };

  constructor(victimId: string) {
    super();
    this.members = { victimId };
  }
}

/** Links go to the record by which a child is counted, never on from one link to the next. */
export class NotAFirstRecord extends Conflict {
  readonly type = 'not-a-first-record';
  readonly title = 'That record is itself of a child who was identified before; link to the first one';
  override readonly members: {
    /** The first record of that child. */
    readonly firstId: string;
  };

  constructor(firstId: string) {
    super();
    this.members = { firstId };
  }
}

/** The child of other records is counted by this one: were it linked or voided, the child would be counted nowhere. */
export class StandsForOthers extends Conflict {
  readonly type = 'stands-for-others';
  readonly title = 'Other records say that they are of this child; undo that first';
}

/** It says of itself that the child was identified before, or does not. */
export class LinkUnchanged extends Conflict {
  readonly type = 'link-unchanged';
  readonly title = 'It stands so already';
}
