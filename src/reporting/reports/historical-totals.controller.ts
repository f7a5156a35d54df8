import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { ReplicaRead } from '../../platform/database/replica-read.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { HistoricalTotalPage, HistoricalTotalView, toHistoricalTotalView } from './historical-total.view.js';
import { HistoricalTotalsQuery, RecordHistoricalTotal, CorrectHistoricalTotal } from './historical-total.request.js';
import { HistoricalTotalsService } from './historical-totals.service.js';

/** Historical totals: figures from before the tracker, as they were published. */
@Controller('historical-totals')
export class HistoricalTotalsController {
  constructor(private readonly figures: HistoricalTotalsService) {}

  /**
   * Record a historical total. It is included in every total that has all of its days. A figure of the whole program
   * includes its task forces. Their figures of the same days are then not counted again.
   * @throws HistoricalTotalOverlap
   */
  @Post()
  @Requires('historical-totals:manage')
  async recordHistoricalTotal(
    @CurrentActor() actor: Actor,
    @Body() figure: RecordHistoricalTotal,
  ): Promise<HistoricalTotalView> {
    return toHistoricalTotalView(await this.figures.record(actor, figure), actor);
  }

  /** List the historical totals of your task force, or all of them at the national seat. The latest days come first. */
  @Get()
  @Requires('historical-totals:read')
  @ReplicaRead()
  async listHistoricalTotals(
    @CurrentActor() actor: Actor,
    @Query() query: HistoricalTotalsQuery,
  ): Promise<HistoricalTotalPage> {
    const { items, nextCursor } = await this.figures.list(actor, query);
    return { items: items.map((figure) => toHistoricalTotalView(figure, actor)), nextCursor };
  }

  /** Get a historical total. */
  @Get(':id')
  @Requires('historical-totals:read')
  async readHistoricalTotal(@CurrentActor() actor: Actor, @Id() id: string): Promise<HistoricalTotalView> {
    return toHistoricalTotalView(await this.figures.get(actor, id), actor);
  }

  /** Correct the value, precision or source of a historical total. Its measure and period do not change. */
  @Put(':id')
  @Requires('historical-totals:manage')
  async correctHistoricalTotal(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() figure: CorrectHistoricalTotal,
  ): Promise<HistoricalTotalView> {
    return toHistoricalTotalView(await this.figures.correct(actor, id, version, figure), actor);
  }
}
