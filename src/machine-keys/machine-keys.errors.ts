import { Conflict } from '../platform/http/problems.js';

/** Rejection above the maximum of keys per account. The maximum keeps the owner aware of each key. */
export class TooManyKeys extends Conflict {
  readonly type = 'too-many-keys';
  readonly title = 'Your account has 20 living machine keys; revoke one first';
}
