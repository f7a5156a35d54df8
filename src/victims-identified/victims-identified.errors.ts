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
