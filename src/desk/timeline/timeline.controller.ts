import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../platform/access/access.js';
import type { Actor } from '../../platform/access/actor.js';
import { Id } from '../../platform/http/ids.js';
import { eventViewOf, TimelinePage, TimelineQuery } from './timeline.contract.js';
import { TimelineService } from './timeline.service.js';

/** What happened to a complaint, for people to read. */
@Controller('complaints')
export class TimelineController {
  constructor(private readonly timeline: TimelineService) {}

  /**
   * Read what happened to a complaint, in sentences.
   * It is told from the decisions, people and work on record, by whoever did it or entered it; what was voided is told as recorded,
   * and then as voided. What was written field by field, and when somebody looked, is in the trail.
   */
  @Get(':id/timeline')
  @Requires('complaint-trail:read')
  async listTimelineEvents(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: TimelineQuery,
  ): Promise<TimelinePage> {
    const { items, nextCursor } = await this.timeline.read(actor, id, query);
    return { items: items.map(eventViewOf), nextCursor };
  }
}
