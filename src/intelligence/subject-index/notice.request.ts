import { IsId, Omittable, BooleanText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';

/**
 * Filters of the list of notices, latest first. Without an entry, lists received notices; with an entry of the seat,
 * sent ones.
 */
export class NoticesQuery extends PageQuery {
  /** Only notices sent about this entry of the seat. */
  @Omittable() @IsId() readonly entryId?: string;
  /** Only acknowledged notices (true), or only open ones (false). */
  @Omittable() @BooleanText() readonly acknowledged?: boolean;
}
