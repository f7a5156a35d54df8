import { Conflict } from '../platform/http/problems.js';

/** The hit was already answered. The answer is final, because the other side relies on it. */
export class HitAnswered extends Conflict {
  readonly type = 'hit-answered';
  readonly title = 'Somebody has answered this hit already';
}
