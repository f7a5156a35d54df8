import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import {
  CarriedFigurePage,
  CarriedFiguresQuery,
  CarriedFigureView,
  CarryFigure,
  CorrectCarriedFigure,
  viewOf,
} from './carried-figures.contract.js';
import { CarriedFiguresService } from './carried-figures.service.js';

/** Totals from before the tracker, as they were published. */
@Controller('carried-figures')
export class CarriedFiguresController {
  constructor(private readonly figures: CarriedFiguresService) {}

  /**
   * Carry a figure over from before the tracker.
   * It goes into every total that has all of its days. A figure of the whole programme has its task forces' in it: where it
   * counts, theirs of the same days do not count again.
   * @throws AlreadyCarried
   */
  @Post()
  @Requires('carried-figures:keep')
  async recordHistoricalTotal(@CurrentActor() actor: Actor, @Body() figure: CarryFigure): Promise<CarriedFigureView> {
    return viewOf(await this.figures.carry(actor, figure), actor);
  }

  /** List the carried figures of one's task force, all at the national seat, those of the latest days first. */
  @Get()
  @Requires('carried-figures:read')
  async listHistoricalTotals(
    @CurrentActor() actor: Actor,
    @Query() query: CarriedFiguresQuery,
  ): Promise<CarriedFigurePage> {
    const { items, nextCursor } = await this.figures.list(actor, query);
    return { items: items.map((figure) => viewOf(figure, actor)), nextCursor };
  }

  /** Read a carried figure. */
  @Get(':id')
  @Requires('carried-figures:read')
  async readHistoricalTotal(@CurrentActor() actor: Actor, @Id() id: string): Promise<CarriedFigureView> {
    return viewOf(await this.figures.get(actor, id), actor);
  }

  /** Correct a carried figure's value, precision or source; what it is of stays. */
  @Put(':id')
  @Requires('carried-figures:keep')
  async correctHistoricalTotal(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() figure: CorrectCarriedFigure,
  ): Promise<CarriedFigureView> {
    return viewOf(await this.figures.correct(actor, id, version, figure), actor);
  }
}
