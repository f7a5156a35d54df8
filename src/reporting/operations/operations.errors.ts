import { Conflict } from '../../platform/http/problems.js';

/** Rejected tag in an operation that counts every record of its period. */
export class TaggingNotAllowed extends Conflict {
  readonly type = 'tagging-not-allowed';
  readonly title = 'This operation counts all records in its period. Records cannot be tagged.';
}
