import { IsId, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';

/** Filters of the list of agencies that can receive content. */
export class ReceiversQuery extends PageQuery {
  /** Only agencies of this task force. */
  @Omittable() @IsId() readonly taskForceId?: string;
  /**
   * Part of the name, in any case.
   * @example omaha
   */
  @Omittable() @Text({ max: 100 }) readonly q?: string;
}
