import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { AnswerHit, HitsQuery } from './hit.request.js';
import { HitPage, HitView, toHitView } from './hit.view.js';
import { HitsService } from './hits.service.js';

/** Other units that have an identifier of this seat's suspects. */
@Controller('deconfliction/hits')
export class DeconflictionHitsController {
  constructor(private readonly hits: HitsService) {}

  /** List the hits of your seat, latest first, regardless of who asked. */
  @Get()
  @Requires('deconfliction:read')
  async listDeconflictionHits(@CurrentActor() actor: Actor, @Query() query: HitsQuery): Promise<HitPage> {
    const { items, nextCursor } = await this.hits.list(actor, query);
    return { items: items.map((record) => toHitView(record, actor)), nextCursor };
  }

  /** Get a hit. */
  @Get(':id')
  @Requires('deconfliction:read')
  async readDeconflictionHit(@CurrentActor() actor: Actor, @Id() id: string): Promise<HitView> {
    return toHitView(await this.hits.get(actor, id), actor);
  }

  /**
   * Answer a hit. The answer is final. Once both sides have answered and neither answered "no conflict", each receives
   * the other's case reference.
   * @throws HitAlreadyAnswered
   * @throws Expunged
   */
  @Put(':id/answer')
  @Requires('deconfliction:work')
  async answerDeconflictionHit(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { answer }: AnswerHit,
  ): Promise<HitView> {
    return toHitView(await this.hits.answer(actor, id, version, answer), actor);
  }
}
