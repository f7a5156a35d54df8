import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { EventPage, EventsQuery } from './events.contract.js';
import { EventsService } from './events.service.js';

/** What changed, for systems that follow along: they ask, and the tracker never calls anybody. */
@Controller('events')
export class EventsController {
  constructor(private readonly events: EventsService) {}

  /**
   * Follow what changes, by ids, in the order in which it was committed.
   * Nothing is left out or told twice, however many write at once. Whoever begins takes a cursor by `after=now`, then lists what
   * there is, then follows from that cursor. A machine key is told of complaints and agencies, as far as it can read them.
   * @throws CursorGone
   */
  @Get()
  @Requires('events:read')
  followEvents(@CurrentActor() actor: Actor, @Query() query: EventsQuery): Promise<EventPage> {
    return this.events.follow(actor, query);
  }
}
