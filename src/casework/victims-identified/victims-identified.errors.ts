import { Conflict } from '../../platform/http/problems.js';

/** Link rejected because the complaint already contains the child. Void one of the two records instead. */
export class DuplicateVictim extends Conflict {
  readonly type = 'duplicate-victim';
  readonly title = 'The complaint already has that child in another record.';
  override readonly members: {
    /** Record of the child in the complaint. */
    readonly victimId: string;
  };

  constructor(victimId: string) {
    super();
    this.members = { victimId };
  }
}
