import { Conflict } from '../../platform/http/problems.js';
import type { MeasureKey } from '../measures/index.js';

/** Rejected publication. Even with suppression, its numbers and earlier publications would reveal one of 1 to 4. */
export class PublicationReveals extends Conflict {
  readonly type = 'publication-reveals';
  readonly title =
    'This file was not published, because with earlier publications it would reveal a number of 1 to 4 persons. Publish it with fewer parts or for a longer period.';
  override readonly members: {
    /** Measure with the revealed number. */
    readonly measure: MeasureKey;
  };

  constructor(measure: MeasureKey) {
    super();
    this.members = { measure };
  }
}

/** Rejected publication of a locked performance report. The public already knows other figures of the same days. */
export class DiffersFromPublished extends Conflict {
  readonly type = 'differs-from-published';
  readonly title =
    'This return was not published, because a figure of it differs from the one already published for the same days. Publish the totals of the period, which repeat the published figure.';
  override readonly members: {
    /** Measure with the different figures. */
    readonly measure: MeasureKey;
  };

  constructor(measure: MeasureKey) {
    super();
    this.members = { measure };
  }
}
