import { Conflict } from '../platform/http/problems.js';

/** Victims are in no index that is shared, and nobody is asked about them. */
export class OfAVictim extends Conflict {
  readonly type = 'of-a-victim';
  readonly title = 'That is known here as what a victim is known by, and no other task force is asked about it';
}

/** The other side relies on what was answered. */
export class HitAnswered extends Conflict {
  readonly type = 'hit-answered';
  readonly title = 'Somebody has answered this hit already';
}
