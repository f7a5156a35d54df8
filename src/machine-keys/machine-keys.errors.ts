import { Conflict } from '../platform/http/problems.js';

/** Keys that nobody counts any more are keys that nobody misses. */
export class TooManyKeys extends Conflict {
  readonly type = 'too-many-keys';
  readonly title = 'Your account has 20 living machine keys; revoke one first';
}
