import { Conflict } from '../../platform/http/problems.js';

/** The content was erased by court order, or its encryption key no longer exists. */
export class TipNotReadable extends Conflict {
  readonly type = 'tip-not-readable';
  readonly title = 'The content of this tip was erased or can no longer be read.';
}
