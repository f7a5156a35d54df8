import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { VoidRecord } from '../platform/http/voiding.contract.js';
import {
  CorrectPresentation,
  PresentationPage,
  PresentationsQuery,
  PresentationView,
  RecordPresentation,
  viewOf,
} from './presentations.contract.js';
import { PresentationsService } from './presentations.service.js';

/** Presentations to the public, and who came. */
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
    return viewOf(await this.presentations.record(actor, presentation), actor);
  }

  /** List the presentations of one's seat, the latest first. */
  @Get()
  @Requires('outreach:read')
  async listPresentations(@CurrentActor() actor: Actor, @Query() query: PresentationsQuery): Promise<PresentationPage> {
    const { items, nextCursor } = await this.presentations.list(actor, query);
    return { items: items.map((presentation) => viewOf(presentation, actor)), nextCursor };
  }

  /** Read a presentation. */
  @Get(':id')
  @Requires('outreach:read')
  async readPresentation(@CurrentActor() actor: Actor, @Id() id: string): Promise<PresentationView> {
    return viewOf(await this.presentations.get(actor, id), actor);
  }

  /**
   * Correct what is told of a presentation; whose it is stays.
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
    return viewOf(await this.presentations.correct(actor, id, version, facts), actor);
  }

  /**
   * Void a presentation that should not have been recorded. It stays to be read, and is counted no more.
   * @throws Voided
   */
  @Put(':id/voiding')
  @Requires('outreach:record')
  async voidPresentation(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() voiding: VoidRecord,
  ): Promise<PresentationView> {
    return viewOf(await this.presentations.void(actor, id, version, voiding), actor);
  }
}
