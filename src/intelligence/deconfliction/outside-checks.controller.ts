import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../../casework/records/voiding.request.js';
import { OutsideCheckPage, OutsideCheckView, toOutsideCheckView } from './outside-check.view.js';
import { OutsideChecksQuery, RecordOutsideCheck } from './outside-check.request.js';
import { OutsideChecksService } from './outside-checks.service.js';

/** Searches made by hand in external systems. */
@Controller('deconfliction/outside-checks')
export class OutsideChecksController {
  constructor(private readonly checks: OutsideChecksService) {}

  /**
   * Record a search in an external system. The tracker queries none of them itself.
   * @throws Expunged
   * @throws ComplaintMerged
   */
  @Post()
  @Requires('deconfliction:work')
  async recordOutsideCheck(
    @CurrentActor() actor: Actor,
    @Body() request: RecordOutsideCheck,
  ): Promise<OutsideCheckView> {
    return toOutsideCheckView(await this.checks.record(actor, request));
  }

  /** List the searches in external systems for a complaint, in order of recording. */
  @Get()
  @Requires('deconfliction:read')
  async listOutsideChecks(@CurrentActor() actor: Actor, @Query() query: OutsideChecksQuery): Promise<OutsideCheckPage> {
    const { items, nextCursor } = await this.checks.list(actor, query);
    return { items: items.map(toOutsideCheckView), nextCursor };
  }

  /** Get a search in an external system. */
  @Get(':id')
  @Requires('deconfliction:read')
  async readOutsideCheck(@CurrentActor() actor: Actor, @Id() id: string): Promise<OutsideCheckView> {
    return toOutsideCheckView(await this.checks.get(actor, id));
  }

  /**
   * Void a search in an external system that was recorded in error.
   * @throws Expunged
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('deconfliction:work')
  async voidOutsideCheck(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<OutsideCheckView> {
    return toOutsideCheckView(await this.checks.void(actor, id, version, reason));
  }
}
