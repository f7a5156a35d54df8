import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { toViewCountView, SavedViewPage, SavedViewView, toSavedViewView, ViewCountView } from './saved-view.view.js';
import { SaveView, SavedViewsQuery } from './saved-view.request.js';
import { SavedViewsService } from './saved-views.service.js';

/** Saved searches and lists. */
@Controller('saved-views')
export class SavedViewsController {
  constructor(private readonly views: SavedViewsService) {}

  /**
   * Save a search, or a list of complaints by its queue and filters. The maximum is 50 per account, and 500 shared ones per task force.
   * @throws LimitReached
   */
  @Post()
  @Requires('search:manage')
  async saveView(@CurrentActor() actor: Actor, @Body() terms: SaveView): Promise<SavedViewView> {
    return toSavedViewView(await this.views.save(actor, terms), actor);
  }

  /** List your saved views and those shared with you, without running them. */
  @Get()
  @Requires('search:manage')
  async listSavedViews(@CurrentActor() actor: Actor, @Query() query: SavedViewsQuery): Promise<SavedViewPage> {
    const { items, nextCursor } = await this.views.list(actor, query);
    return { items: items.map((view) => toSavedViewView(view, actor)), nextCursor };
  }

  /** Get a saved view. */
  @Get(':id')
  @Requires('search:manage')
  async readSavedView(@CurrentActor() actor: Actor, @Id() id: string): Promise<SavedViewView> {
    return toSavedViewView(await this.views.get(actor, id), actor);
  }

  /**
   * Count the results of a saved view. It runs at the reader's seat, counts towards the rate limit of searches, and
   * adds a search entry to the audit trail.
   */
  @Get(':id/count')
  @Requires('search:run')
  async countSavedView(@CurrentActor() actor: Actor, @Id() id: string): Promise<ViewCountView> {
    return toViewCountView(await this.views.count(actor, id));
  }

  /**
   * Update a saved view: its search or list, its name and its audience. Only the account that saved it may.
   * @throws LimitReached
   */
  @Put(':id')
  @Requires('search:manage')
  async updateSavedView(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() terms: SaveView,
  ): Promise<SavedViewView> {
    return toSavedViewView(await this.views.update(actor, id, version, terms), actor);
  }

  /** Delete a saved view. Its search is erased. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('search:manage')
  deleteSavedView(@CurrentActor() actor: Actor, @Id() id: string, @IfMatch() version: number): Promise<void> {
    return this.views.end(actor, id, version);
  }
}
