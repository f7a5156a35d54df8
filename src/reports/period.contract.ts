import { IsDay, IsPeriodName, Omittable } from '../platform/http/input.js';

/** Of which days a report is: from one until another, or of a period by its name. */
export class PeriodQuery {
  /**
   * The first day.
   * @example 2018-03-01
   */
  @Omittable() @IsDay() readonly from?: string;
  /**
   * The day after the last: the period runs up to it, without it.
   * @example 2018-06-01
   */
  @Omittable() @IsDay() readonly until?: string;
  /**
   * In place of both: a federal fiscal year (`FY2018` begins on 1 October 2017), a quarter of one (`FY2018-Q2` is January to March 2018), or
   * a month (`2018-03`).
   */
  @Omittable() @IsPeriodName() readonly period?: string;
}
