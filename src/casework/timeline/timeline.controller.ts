import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { toTimelineEventView, TimelinePage } from './timeline.view.js';
import { TimelineQuery } from './timeline.request.js';
import { TimelineService } from './timeline.service.js';

/** Timeline of a complaint, in sentences. */
@Controller('complaints')
export class TimelineController {
  constructor(private readonly timeline: TimelineService) {}

  /**
   * List the timeline of a complaint, in sentences. It is composed from the recorded decisions, persons and work, each
   * with its author or recorder. A voided record appears twice: as recorded and as voided. Field changes and reads are
   * in the trail.
   */
  @Get(':id/timeline')
  @Requires('complaint-trail:read')
  async listTimelineEvents(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: TimelineQuery,
  ): Promise<TimelinePage> {
    const { items, nextCursor } = await this.timeline.read(actor, id, query);
    return { items: items.map(toTimelineEventView), nextCursor };
  }
}
