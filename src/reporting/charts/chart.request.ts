import { OmitType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { measureKeys, type MeasureKey } from '../reports/measures/index.js';
import { TotalsQuery } from '../reports/report.request.js';

/** Totals to draw: period, measure and scope. */
export class ChartQuery extends OmitType(TotalsQuery, ['by', 'measures'] as const) {
  /**
   * Measure of the totals.
   * @example complaints_documented
   */
  @IsIn(measureKeys) readonly measure!: MeasureKey;
}
