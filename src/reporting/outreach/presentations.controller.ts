import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../../casework/records/voiding.request.js';
import { CorrectPresentation, PresentationsQuery, RecordPresentation } from './presentation.request.js';
import { PresentationPage, PresentationView, toPresentationView } from './presentation.view.js';
import { PresentationsService } from './presentations.service.js';

/** Presentations to the public, and their attendees. */
@Controller('presentations')
export class PresentationsController {
  constructor(private readonly presentations: PresentationsService) {}

  /** Record a presentation that has been held. */
  @Post()
  @Requires('outreach:record')
  async recordPresentation(
    @CurrentActor() actor: Actor,
    @Body() presentation: RecordPresentation,
  ): Promise<PresentationView> {
    return toPresentationView(await this.presentations.record(actor, presentation), actor);
  }

  /** List the presentations of your seat, the latest first. */
  @Get()
  @Requires('outreach:read')
  async listPresentations(@CurrentActor() actor: Actor, @Query() query: PresentationsQuery): Promise<PresentationPage> {
    const { items, nextCursor } = await this.presentations.list(actor, query);
    return { items: items.map((presentation) => toPresentationView(presentation, actor)), nextCursor };
  }

  /** Get a presentation. */
  @Get(':id')
  @Requires('outreach:read')
  async readPresentation(@CurrentActor() actor: Actor, @Id() id: string): Promise<PresentationView> {
    return toPresentationView(await this.presentations.get(actor, id), actor);
  }

  /**
   * Correct the facts of a presentation. Its agency does not change.
   * @throws Voided
   */
  @Put(':id')
  @Requires('outreach:record')
  async correctPresentation(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() facts: CorrectPresentation,
  ): Promise<PresentationView> {
    return toPresentationView(await this.presentations.correct(actor, id, version, facts), actor);
  }

  /**
   * Void a presentation that was recorded by mistake. It remains readable and no longer counts.
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('outreach:record')
  async voidPresentation(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() voiding: VoidRecord,
  ): Promise<PresentationView> {
    return toPresentationView(await this.presentations.void(actor, id, version, voiding), actor);
  }
}
