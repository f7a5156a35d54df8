import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { VoidRecord } from '../platform/http/voiding.contract.js';
import {
  CorrectProsecution,
  DisposeProsecution,
  FileProsecution,
  ProsecutionPage,
  ProsecutionsQuery,
  ProsecutionView,
  summaryOf,
  viewOf,
} from './prosecutions.contract.js';
import { ProsecutionsService } from './prosecutions.service.js';

/** Cases before courts, one defendant each. They are published numbers. */
@Controller('prosecutions')
export class ProsecutionsController {
  constructor(private readonly prosecutions: ProsecutionsService) {}

  /**
   * Record that a suspect’s case was filed. A complaint that was referred for prosecution moves on to prosecuted.
   *
   * @throws AlreadyExists
   * @throws MergedAway
   * @throws Expunged
   * @throws ReferralNotAccepted
   * @throws Voided
   */
  @Post()
  @Requires('prosecutions:record')
  async fileProsecution(@CurrentActor() actor: Actor, @Body() filed: FileProsecution): Promise<ProsecutionView> {
    return viewOf(await this.prosecutions.file(actor, filed), actor);
  }

  /** List prosecutions of one's seat, the latest filed first. */
  @Get()
  @Requires('prosecutions:read')
  async listProsecutions(@CurrentActor() actor: Actor, @Query() query: ProsecutionsQuery): Promise<ProsecutionPage> {
    const { items, nextCursor } = await this.prosecutions.list(actor, query);
    return { items: items.map(summaryOf), nextCursor };
  }

  /** Read a prosecution. */
  @Get(':id')
  @Requires('prosecutions:read')
  async readProsecution(@CurrentActor() actor: Actor, @Id() id: string): Promise<ProsecutionView> {
    return viewOf(await this.prosecutions.get(actor, id), actor);
  }

  /**
   * Put right what is said of a prosecution: court, number, day of filing.
   *
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
    return viewOf(await this.prosecutions.correct(actor, id, version, correction), actor);
  }

  /**
   * Say how a prosecution ended, with its sentence, or, for a reason, how it did after all.
   *
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
    return viewOf(await this.prosecutions.dispose(actor, id, version, end), actor);
  }

  /**
   * Say that a prosecution should not have been recorded. Where it was the last, the complaint goes back to referred for
   * prosecution, or to under investigation if no referral stands.
   *
   * @throws Voided
   */
  @Put(':id/voiding')
  @Requires('prosecutions:record')
  async voidProsecution(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<ProsecutionView> {
    return viewOf(await this.prosecutions.void(actor, id, version, reason), actor);
  }
}
