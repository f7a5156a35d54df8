import { Conflict } from '../../platform/http/problems.js';
import type { ImportState } from './import.enums.js';

/** Rejected request, which the state of the import does not allow. */
export class InvalidImportState extends Conflict {
  readonly type = 'invalid-import-state';
  readonly title = 'The import is at a step that does not allow this.';
  override readonly members: {
    /** State of the import. */
    readonly state: ImportState;
  };

  constructor(state: ImportState) {
    super();
    this.members = { state };
  }
}

/** Rejected commit. The rows expire some time after the file was sent. */
export class ImportExpired extends Conflict {
  readonly type = 'import-expired';
  readonly title = 'The rows of this import are no longer stored. Send the file again.';
}

/** Rejected commit of an import with faulty rows. `withoutFaulty` excludes them. */
export class InvalidRows extends Conflict {
  readonly type = 'invalid-rows';
  readonly title = 'Some rows are not valid. Correct them, or confirm that the other rows are imported without them.';
  override readonly members: {
    /** Number of faulty rows. */
    readonly faulty: number;
  };

  constructor(faulty: number) {
    super();
    this.members = { faulty };
  }
}
