import { IsIn } from 'class-validator';
import { Omittable } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { timelineOrders, type TimelineOrder } from './timeline.enums.js';

/** Page of a complaint's timeline to read, and its order. */
export class TimelineQuery extends PageQuery {
  /**
   * Order: oldest or newest event first; `oldest` if omitted.
   * @example newest
   */
  @Omittable() @IsIn(timelineOrders) readonly order: TimelineOrder = 'oldest';
}
