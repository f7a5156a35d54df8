import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { EventPage } from './change-feed.view.js';
import { EventsQuery } from './change-feed.request.js';
import { ChangeFeedService } from './change-feed.service.js';

/** Routes of the change feed, which other systems poll. The tracker calls no other system. */
@Controller('events')
export class EventsController {
  constructor(private readonly changeFeed: ChangeFeedService) {}

  /**
   * Follow the changes by ids, in the order of their commits.
   * Concurrent writes cause no gap and no duplicate. A new client takes a cursor with `after=now`, lists the records,
   * and then follows from the cursor. A machine key receives events of complaints and agencies within its scopes.
   * @throws CursorExpired
   */
  @Get()
  @Requires('events:read')
  followEvents(@CurrentActor() actor: Actor, @Query() query: EventsQuery): Promise<EventPage> {
    return this.changeFeed.follow(actor, query);
  }
}
