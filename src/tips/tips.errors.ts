import { Conflict } from '../platform/http/problems.js';

/** The content was erased by court order, or its key no longer exists. */
export class TipNotOpened extends Conflict {
  readonly type = 'tip-not-opened';
  readonly title = 'There is nothing left of this tip that could be opened';
}
