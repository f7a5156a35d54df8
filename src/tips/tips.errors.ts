import { Conflict } from '../platform/http/problems.js';

/** A court had it erased, or the key that it was sealed under is gone. */
export class TipNotOpened extends Conflict {
  readonly type = 'tip-not-opened';
  readonly title = 'There is nothing left of this tip that could be opened';
}
