import { Conflict } from '../../platform/http/problems.js';

/** The key of the draft is unavailable. */
export class DraftNotReadable extends Conflict {
  readonly type = 'draft-not-readable';
  readonly title = 'This draft can no longer be read. Delete it and start a new one.';
}
