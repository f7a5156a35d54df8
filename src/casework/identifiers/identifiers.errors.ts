import { Conflict } from '../../platform/http/problems.js';

/** Change rejected because the exclusion has already ended. */
export class ExclusionEnded extends Conflict {
  readonly type = 'exclusion-ended';
  readonly title = 'This exclusion has already ended.';
}
