import { Omittable, IntegerText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';

/** Window of the list, in days before and after today. */
export class ExpiringPreservationQuery extends PageQuery {
  /**
   * Number of days after today in which a preservation expires; 60 if omitted.
   * @example 60
   */
  @Omittable() @IntegerText(0, 60) readonly within: number = 60;
  /**
   * Number of days before today in which it expired; 30 if omitted.
   * @example 30
   */
  @Omittable() @IntegerText(0, 365) readonly past: number = 30;
}
