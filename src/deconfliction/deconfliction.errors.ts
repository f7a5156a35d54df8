import { Conflict } from '../platform/http/problems.js';

/** The other side relies on what was answered. */
export class HitAnswered extends Conflict {
  readonly type = 'hit-answered';
  readonly title = 'Somebody has answered this hit already';
}
