import { Conflict } from '../../platform/http/problems.js';
import type { MeasureKey } from '../measures/index.js';

/** Even suppressed, the numbers of the file would let somebody compute one of 1 to 4 from what was published before. */
export class PublicationReveals extends Conflict {
  readonly type = 'publication-reveals';
  readonly title =
    'This file was not published, because with earlier publications it would reveal a number of 1 to 4 persons. Publish it with fewer parts or for a longer period.';
  override readonly members: {
    /** The measure whose numbers would be revealed. */
    readonly measure: MeasureKey;
  };

  constructor(measure: MeasureKey) {
    super();
    this.members = { measure };
  }
}

/** A locked return keeps its figures, and the public was told other figures of the same days. */
export class DiffersFromPublished extends Conflict {
  readonly type = 'differs-from-published';
  readonly title =
    'This return was not published, because a figure of it differs from the one already published for the same days. Publish the totals of the period, which repeat the published figure.';
  override readonly members: {
    /** The measure whose figures differ. */
    readonly measure: MeasureKey;
  };

  constructor(measure: MeasureKey) {
    super();
    this.members = { measure };
  }
}
