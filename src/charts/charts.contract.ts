import { OmitType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { Figure } from '../reports/figures.contract.js';
import { measureKeys, type MeasureKey } from '../reports/measures/index.js';
import { ScopeView, TaskForceName, TotalsQuery } from '../reports/reports.contract.js';

/** Which totals to draw: of which days, of what, for whom. */
export class ChartQuery extends OmitType(TotalsQuery, ['by', 'measures'] as const) {
  /**
   * What is counted.
   * @example complaints_documented
   */
  @IsIn(measureKeys) readonly measure!: MeasureKey;
}

/** A figure that is drawn. What the chart does not tell apart is null, and so is what cannot be told of a carried figure. */
export class ChartRow {
  readonly taskForce!: TaskForceName | null;
  /** `YYYY-MM`. */
  readonly month!: string | null;
  /** The complaint type; `unclassified` until somebody set it. Outreach has none. */
  readonly type!: string | null;
  /** `proactive`, `reactive`, or `unclassified`. Outreach has none. */
  readonly mode!: string | null;
  readonly figure!: Figure;
}

/** What a chart is drawn from, for who does not see it and for who reckons on. */
export class ChartTable {
  /**
   * What stands above the chart.
   * @example Complaints documented over time
   */
  readonly title!: string;
  /**
   * What there is to see, in words: for the `alt` of who shows the picture.
   * @example Bar chart of complaints documented over time, a bar a month, 1 March 2018 to 31 May 2018, all task forces. In all 25,200.
   */
  readonly alternativeText!: string;
  /** What is counted. */
  readonly measure!: MeasureKey;
  /**
   * The first day.
   * @example 2018-03-01
   * @format date
   */
  readonly from!: string;
  /**
   * The day after the last.
   * @example 2018-06-01
   * @format date
   */
  readonly until!: string;
  readonly scope!: ScopeView;
  /**
   * When it was counted.
   * @format date-time
   */
  readonly generatedAt!: string;
  readonly total!: Figure;
  /** They add up to the total. */
  readonly rows!: ChartRow[];
}
