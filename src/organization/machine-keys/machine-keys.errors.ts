import { Conflict } from '../../platform/http/problems.js';

/** Rejection above the maximum of keys per account. The maximum keeps the owner aware of each key. */
export class TooManyMachineKeys extends Conflict {
  readonly type = 'too-many-machine-keys';
  readonly title = 'Your account has 20 active machine keys. Revoke one first.';
}
