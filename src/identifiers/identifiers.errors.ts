import { Conflict } from '../platform/http/problems.js';

/** The value is matched by again already. */
export class ExclusionEnded extends Conflict {
  readonly type = 'exclusion-ended';
  readonly title = 'The value is matched by again already';
}
