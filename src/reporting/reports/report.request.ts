import { IsIn } from 'class-validator';
import { IsId, Omittable } from '../../platform/validation/input.js';
import { Dimensions, CommaSeparatedList } from './dimensions.decorator.js';
import { measureKeys, type MeasureKey } from './measures/index.js';
import { PeriodQuery } from './period.request.js';
import { dimensions, type Dimension } from './reports.enums.js';

/** Period, dimensions, measures and scope of totals. */
export class TotalsQuery extends PeriodQuery {
  /**
   * Dimensions that break the totals down into rows: up to three of `Dimension`, separated by commas. Without it, the
   * report has totals and no rows.
   */
  @Omittable() @Dimensions(dimensions, 'taskForce,month') readonly by?: readonly Dimension[];
  /**
   * Additional measures: keys of `MeasureKey`, separated by commas. Without it, the report has the headline measures,
   * such as complaints documented and arrests.
   */
  @Omittable()
  @CommaSeparatedList(measureKeys, measureKeys.length, 'convictions,pleas')
  readonly measures?: readonly MeasureKey[];
  /** Task force whose records are counted. The national seat can choose one; other seats count their own. */
  @Omittable() @IsId() readonly taskForceId?: string;
  /** Agency whose records are counted. A task force chooses one of its agencies; an agency counts its own. */
  @Omittable() @IsId() readonly agencyId?: string;
  /** `taskForce` gives an agency the totals of its whole task force. They cannot be broken down by agency. */
  @Omittable() @IsIn(['taskForce']) readonly scope?: 'taskForce';
}

/** Period of the disclosure counts. */
export class DisclosuresReportQuery extends PeriodQuery {}

/** Scope of an operation's totals. */
export class OperationReportQuery {
  /** `taskForce` gives an agency the totals of its whole task force. */
  @Omittable() @IsIn(['taskForce']) readonly scope?: 'taskForce';
}
