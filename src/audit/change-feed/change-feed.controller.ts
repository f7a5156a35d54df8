import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { EventPage } from './change-feed.view.js';
import { EventsQuery } from './change-feed.request.js';
import { ChangeFeedService } from './change-feed.service.js';

/** Routes of the change feed, which other systems poll. The tracker sends no change to another system. */
@Controller('events')
export class EventsController {
  constructor(private readonly changeFeed: ChangeFeedService) {}

  /**
   * Follow the changes by ids. Nothing is omitted or repeated. A change appears within about a second of its commit,
   * after all that appeared before it. A new program asks for the current position with `after=now`, lists the records,
   * and then follows from that position. A machine key receives events of complaints and agencies within its scopes.
   * @throws CursorExpired
   */
  @Get()
  @Requires('events:read')
  followEvents(@CurrentActor() actor: Actor, @Query() query: EventsQuery): Promise<EventPage> {
    return this.changeFeed.follow(actor, query);
  }
}
