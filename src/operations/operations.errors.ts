import { Conflict } from '../platform/http/problems.js';

/** Rejected tag in an operation that counts every record of its window. */
export class CountsByWindow extends Conflict {
  readonly type = 'counts-by-window';
  readonly title = 'This operation counts what falls into its window; nothing is tagged';
}
