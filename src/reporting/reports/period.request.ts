import { IsDay, IsPeriodName, Omittable } from '../../platform/validation/input.js';

/** Period of a report: two days, or the name of a period. */
export class PeriodQuery {
  /**
   * First day of the period.
   * @example 2018-03-01
   */
  @Omittable() @IsDay() readonly from?: string;
  /**
   * Day after the last day of the period: `2018-06-01` for a period that ends on 31 May 2018.
   * @example 2018-06-01
   */
  @Omittable() @IsDay() readonly until?: string;
  /**
   * Name of the period. Send it in place of `from` and `until`. `FY2018` is the federal fiscal year from 1 October
   * 2017. `FY2018-Q2` is its quarter from January to March 2018. `2018-03` is a month.
   */
  @Omittable() @IsPeriodName() readonly period?: string;
}
