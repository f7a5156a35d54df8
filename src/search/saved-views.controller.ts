import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import {
  countViewOf,
  KeepView,
  SavedViewPage,
  SavedViewsQuery,
  SavedViewView,
  savedViewOf,
  ViewCountView,
} from './saved-views.contract.js';
import { SavedViewsService } from './saved-views.service.js';

/** Searches that people keep. */
@Controller('saved-views')
export class SavedViewsController {
  constructor(private readonly views: SavedViewsService) {}

  /**
   * Keep a search. An account keeps 50 at most, and a task force shares 500.
   * @throws LimitReached
   */
  @Post()
  @Requires('search:keep')
  async saveView(@CurrentActor() actor: Actor, @Body() terms: KeepView): Promise<SavedViewView> {
    return savedViewOf(await this.views.keep(actor, terms), actor);
  }

  /** List the views one has saved and those that are shared with one. None of them is run. */
  @Get()
  @Requires('search:keep')
  async listSavedViews(@CurrentActor() actor: Actor, @Query() query: SavedViewsQuery): Promise<SavedViewPage> {
    const { items, nextCursor } = await this.views.list(actor, query);
    return { items: items.map((view) => savedViewOf(view, actor)), nextCursor };
  }

  /** Read a view. */
  @Get(':id')
  @Requires('search:keep')
  async readSavedView(@CurrentActor() actor: Actor, @Id() id: string): Promise<SavedViewView> {
    return savedViewOf(await this.views.get(actor, id), actor);
  }

  /**
   * Count what a view finds.
   * It runs at the seat of the reader, counts as a search towards the limit of searches, and leaves the entry of a search in the trail.
   */
  @Get(':id/count')
  @Requires('search:run')
  async countSavedView(@CurrentActor() actor: Actor, @Id() id: string): Promise<ViewCountView> {
    return countViewOf(await this.views.count(actor, id));
  }

  /**
   * Update a view: its search, its name and who sees it. Only the account that saved it may.
   * @throws LimitReached
   */
  @Put(':id')
  @Requires('search:keep')
  async updateSavedView(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() terms: KeepView,
  ): Promise<SavedViewView> {
    return savedViewOf(await this.views.change(actor, id, version, terms), actor);
  }

  /** End a view: nothing is left of what it looked for. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('search:keep')
  deleteSavedView(@CurrentActor() actor: Actor, @Id() id: string, @IfMatch() version: number): Promise<void> {
    return this.views.end(actor, id, version);
  }
}
