import { Conflict } from '../platform/http/problems.js';
import type { ImportState } from './import.words.js';

/** Its file has come already, or has not come yet. */
export class NotThereYet extends Conflict {
  readonly type = 'import-not-there';
  readonly title = 'The import is not where this can be done';
  override readonly members: {
    /** Where it is. */
    readonly state: ImportState;
  };

  constructor(state: ImportState) {
    super();
    this.members = { state };
  }
}

/** It was begun so long ago that its rows are forgotten, or soon will be. */
export class RowsForgotten extends Conflict {
  readonly type = 'rows-forgotten';
  readonly title = 'The rows of this import are kept no longer; send the file again';
}

/** Rows are wrong: whoever enters the others says so. */
export class RowsAreWrong extends Conflict {
  readonly type = 'rows-are-wrong';
  readonly title = 'Some rows are wrong; say that the others are to be entered without them';
  override readonly members: {
    /** How many. */
    readonly faulty: number;
  };

  constructor(faulty: number) {
    super();
    this.members = { faulty };
  }
}
