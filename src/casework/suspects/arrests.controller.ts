import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../records/voiding.request.js';
import { ArrestPage, ArrestView, toArrestSummary, toArrestView } from './arrest.view.js';
import { ArrestsQuery, CorrectArrest, RecordArrest } from './arrest.request.js';
import { ArrestsService } from './arrests.service.js';

/** Arrests that follow from complaints. They are published numbers. */
@Controller('arrests')
export class ArrestsController {
  constructor(private readonly arrests: ArrestsService) {}

  /**
   * Record an arrest of a suspect.
   *
   * @throws JuvenileHandlingMissing
   * @throws ComplaintMerged
   * @throws Expunged
   * @throws NibrsRejected
   * @throws Voided
   */
  @Post()
  @Requires('suspects:record')
  async recordArrest(@CurrentActor() actor: Actor, @Body() made: RecordArrest): Promise<ArrestView> {
    return toArrestView(await this.arrests.record(actor, made), actor);
  }

  /** List the arrests of your seat, latest first. */
  @Get()
  @Requires('suspects:read')
  async listArrests(@CurrentActor() actor: Actor, @Query() query: ArrestsQuery): Promise<ArrestPage> {
    const { items, nextCursor } = await this.arrests.list(actor, query);
    return { items: items.map(toArrestSummary), nextCursor };
  }

  /** Get an arrest and its charges. */
  @Get(':id')
  @Requires('suspects:read')
  async readArrest(@CurrentActor() actor: Actor, @Id() id: string): Promise<ArrestView> {
    return toArrestView(await this.arrests.get(actor, id), actor);
  }

  /**
   * Correct an arrest: its day, kind, agency or juvenile handling.
   *
   * @throws Expunged
   * @throws JuvenileHandlingMissing
   * @throws NibrsRejected
   * @throws Voided
   */
  @Put(':id')
  @Requires('suspects:record')
  async correctArrest(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() correction: CorrectArrest,
  ): Promise<ArrestView> {
    return toArrestView(await this.arrests.correct(actor, id, version, correction), actor);
  }

  /**
   * Void an arrest that was recorded in error. Its charges are voided with it, for the same reason.
   *
   * @throws Expunged
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('suspects:record')
  async voidArrest(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<ArrestView> {
    return toArrestView(await this.arrests.void(actor, id, version, reason), actor);
  }
}
