import { Conflict } from '../platform/http/problems.js';

/** Link rejected because the complaint already contains the child. Void one of the two records instead. */
export class VictimCountedTwice extends Conflict {
  readonly type = 'victim-counted-twice';
  readonly title = 'This complaint has that child already';
  override readonly members: {
    /** Record of the child in the complaint. */
    readonly victimId: string;
  };

  constructor(victimId: string) {
    super();
    this.members = { victimId };
  }
}
