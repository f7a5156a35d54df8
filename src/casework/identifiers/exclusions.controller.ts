import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { EndExclusion, ExcludeIdentifier, ExclusionsQuery } from './exclusion.request.js';
import { ExclusionPage, ExclusionView, toExclusionView } from './exclusion.view.js';
import { ExclusionsService } from './exclusions.service.js';

/** Values excluded from matching in a task force. */
@Controller('excluded-identifiers')
export class ExclusionsController {
  constructor(private readonly exclusions: ExclusionsService) {}

  /**
   * Exclude a value from matching in the whole task force. A search for the identifier still finds it.
   * @throws AlreadyExists
   */
  @Post()
  @Requires('identifiers:exclude')
  async excludeIdentifier(@CurrentActor() actor: Actor, @Body() value: ExcludeIdentifier): Promise<ExclusionView> {
    return toExclusionView(await this.exclusions.exclude(actor, value));
  }

  /** List the excluded values of your task force, latest first. */
  @Get()
  @Requires('identifiers:read')
  async listExcludedIdentifiers(@CurrentActor() actor: Actor, @Query() query: ExclusionsQuery): Promise<ExclusionPage> {
    const { items, nextCursor } = await this.exclusions.list(actor, query);
    return { items: items.map(toExclusionView), nextCursor };
  }

  /** Get an exclusion. */
  @Get(':id')
  @Requires('identifiers:read')
  async readExcludedIdentifier(@CurrentActor() actor: Actor, @Id() id: string): Promise<ExclusionView> {
    return toExclusionView(await this.exclusions.get(actor, id));
  }

  /**
   * End an exclusion, so that matching uses the value again.
   *
   * @throws ExclusionEnded
   */
  @PostAction(':id/end')
  @Requires('identifiers:exclude')
  async endIdentifierExclusion(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: EndExclusion,
  ): Promise<ExclusionView> {
    return toExclusionView(await this.exclusions.end(actor, id, version, reason));
  }
}
