import { type Figure } from '../reports/figures.view.js';
import type { MeasureKey } from '../reports/measures/index.js';
import type { TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { type ScopeView } from '../reports/report.view.js';

/**
 * Figure of a chart. A dimension that the chart does not have is null, and so is one that a historical total does not
 * have.
 */
export class ChartRow {
  readonly taskForce!: TaskForceName | null;
  /** Month, as `YYYY-MM`. */
  readonly month!: string | null;
  /** Complaint type; `unclassified` until set. Outreach has none. */
  readonly type!: string | null;
  /** Mode: `proactive`, `reactive` or `unclassified`. Outreach has none. */
  readonly mode!: string | null;
  readonly figure!: Figure;
}

/** Data of a chart, for readers who do not see it and for further calculation. */
export class ChartTable {
  /**
   * Title above the chart.
   * @example Complaints documented over time
   */
  readonly title!: string;
  /**
   * Description in words, for the `alt` attribute of the picture.
   * @example Bar chart of complaints documented over time, a bar a month, 1 March 2018 to 31 May 2018, all task forces.
   * In all 25,200.
   */
  readonly alternativeText!: string;
  readonly measure!: MeasureKey;
  /**
   * First day of the period.
   * @example 2018-03-01
   * @format date
   */
  readonly from!: string;
  /**
   * Day after the last day.
   * @example 2018-06-01
   * @format date
   */
  readonly until!: string;
  readonly scope!: ScopeView;
  /** Time of the count. */
  readonly generatedAt!: string;
  readonly total!: Figure;
  /** Figures of the chart, which add up to the total. */
  readonly rows!: ChartRow[];
}
