import { Conflict } from '../platform/http/problems.js';

/** Everything in the window of such an operation belongs to it, so there is nothing to tag. */
export class CountsByWindow extends Conflict {
  readonly type = 'counts-by-window';
  readonly title = 'This operation counts what falls into its window; nothing is tagged';
}
