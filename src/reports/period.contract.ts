import { IsDay, IsPeriodName, Omittable } from '../platform/http/input.js';

/** Period of a report: two days, or the name of a period. */
export class PeriodQuery {
  /**
   * First day.
   * @example 2018-03-01
   */
  @Omittable() @IsDay() readonly from?: string;
  /**
   * Day after the last day, which the period excludes.
   * @example 2018-06-01
   */
  @Omittable() @IsDay() readonly until?: string;
  /**
   * Name of a period in place of both days. A federal fiscal year (`FY2018` begins on 1 October 2017), a quarter of one
   * (`FY2018-Q2` is January to March 2018), or a month (`2018-03`).
   */
  @Omittable() @IsPeriodName() readonly period?: string;
}
