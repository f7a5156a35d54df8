import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../records/voiding.request.js';
import { CorrectProsecution, DisposeProsecution, FileProsecution, ProsecutionsQuery } from './prosecution.request.js';
import { ProsecutionPage, ProsecutionView, toProsecutionSummary, toProsecutionView } from './prosecution.view.js';
import { ProsecutionsService } from './prosecutions.service.js';

/** Court cases, one defendant each. Their numbers are published. */
@Controller('prosecutions')
export class ProsecutionsController {
  constructor(private readonly prosecutions: ProsecutionsService) {}

  /**
   * Record that a suspect’s case was filed. The status of a complaint referred for prosecution becomes `prosecuted`.
   * @throws AlreadyExists
   * @throws ComplaintMerged
   * @throws Expunged
   * @throws ReferralNotAccepted
   * @throws Voided
   */
  @Post()
  @Requires('prosecutions:record')
  async fileProsecution(@CurrentActor() actor: Actor, @Body() filed: FileProsecution): Promise<ProsecutionView> {
    return toProsecutionView(await this.prosecutions.file(actor, filed), actor);
  }

  /** List the prosecutions within your seat, latest filed first. */
  @Get()
  @Requires('prosecutions:read')
  async listProsecutions(@CurrentActor() actor: Actor, @Query() query: ProsecutionsQuery): Promise<ProsecutionPage> {
    const { items, nextCursor } = await this.prosecutions.list(actor, query);
    return { items: items.map(toProsecutionSummary), nextCursor };
  }

  /** Get a prosecution. */
  @Get(':id')
  @Requires('prosecutions:read')
  async readProsecution(@CurrentActor() actor: Actor, @Id() id: string): Promise<ProsecutionView> {
    return toProsecutionView(await this.prosecutions.get(actor, id), actor);
  }

  /**
   * Correct a prosecution: court, number and day of filing.
   * @throws Expunged
   * @throws AlreadyExists
   * @throws Voided
   */
  @Put(':id')
  @Requires('prosecutions:record')
  async correctProsecution(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() correction: CorrectProsecution,
  ): Promise<ProsecutionView> {
    return toProsecutionView(await this.prosecutions.correct(actor, id, version, correction), actor);
  }

  /**
   * Record the outcome of a prosecution and its sentence, or correct them with a reason.
   * @throws Expunged
   * @throws SentenceAboveMaximum
   * @throws Voided
   */
  @Put(':id/outcome')
  @Requires('prosecutions:record')
  async recordProsecutionOutcome(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() end: DisposeProsecution,
  ): Promise<ProsecutionView> {
    return toProsecutionView(await this.prosecutions.dispose(actor, id, version, end), actor);
  }

  /**
   * Void a prosecution that was recorded in error. After the last one, the complaint returns to referred for
   * prosecution. Without an active referral, it returns to under investigation.
   * @throws Expunged
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('prosecutions:record')
  async voidProsecution(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<ProsecutionView> {
    return toProsecutionView(await this.prosecutions.void(actor, id, version, reason), actor);
  }
}
