import { Conflict } from '../../../platform/http/problems.js';
import type { MeasureKey } from '../measures/index.js';

/** Rejected publication. The check includes suppressed numbers and earlier publications. */
export class DisclosureRisk extends Conflict {
  readonly type = 'disclosure-risk';
  readonly title =
    'The file was not published. Together with figures already published, it would reveal a count of 1 to 4 people. Publish fewer breakdowns or a longer period.';
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
    'The performance report was not published. One of its figures differs from the published figure of the same days. Publish the totals of the period, which repeat the published figure.';
  override readonly members: {
    /** Measure with the different figures. */
    readonly measure: MeasureKey;
  };

  constructor(measure: MeasureKey) {
    super();
    this.members = { measure };
  }
}
