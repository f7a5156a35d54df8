import { Conflict } from '../platform/http/problems.js';
import type { ImportState } from './import.words.js';

/** Rejected request, which the state of the import does not allow. */
export class NotThereYet extends Conflict {
  readonly type = 'import-not-there';
  readonly title = 'The import is not where this can be done';
  override readonly members: {
    /** State of the import. */
    readonly state: ImportState;
  };

  constructor(state: ImportState) {
    super();
    this.members = { state };
  }
}

/** Rejected commit. The staged rows have expired, or are about to. */
export class RowsForgotten extends Conflict {
  readonly type = 'rows-forgotten';
  readonly title = 'The rows of this import are kept no longer; send the file again';
}

/** Rejected commit of an import with faulty rows. The caller must exclude them explicitly. */
export class RowsAreWrong extends Conflict {
  readonly type = 'rows-are-wrong';
  readonly title = 'Some rows are wrong; say that the others are to be entered without them';
  override readonly members: {
    /** Number of faulty rows. */
    readonly faulty: number;
  };

  constructor(faulty: number) {
    super();
    this.members = { faulty };
  }
}
