import { Conflict } from '../../platform/http/problems.js';

/** The hit was already answered. The answer is final, because the other side relies on it. */
export class HitAlreadyAnswered extends Conflict {
  readonly type = 'hit-already-answered';
  readonly title = 'This hit has already been answered.';
}
