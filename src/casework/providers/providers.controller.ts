import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { AddProvider, ConfirmProvider, ProvidersQuery } from './provider.request.js';
import { ProviderPage, ProviderView, toProviderView } from './provider.view.js';
import { ProvidersService } from './providers.service.js';

/** Directory of the providers on which the task force serves legal process. */
@Controller('providers')
export class ProvidersController {
  constructor(private readonly providers: ProvidersService) {}

  /**
   * Add a provider or a carrier to the directory. An import of a tip proposes an entry by itself.
   * @throws AlreadyExists
   */
  @Post()
  @Requires('providers:confirm')
  async addProvider(@CurrentActor() actor: Actor, @Body() provider: AddProvider): Promise<ProviderView> {
    return toProviderView(await this.providers.add(actor, provider), actor);
  }

  /** List the providers of your task force, latest entry first. */
  @Get()
  @Requires('providers:read')
  async listProviders(@CurrentActor() actor: Actor, @Query() query: ProvidersQuery): Promise<ProviderPage> {
    const { items, nextCursor } = await this.providers.list(actor, query);
    return { items: items.map((provider) => toProviderView(provider, actor)), nextCursor };
  }

  /** Get a provider. */
  @Get(':id')
  @Requires('providers:read')
  async readProvider(@CurrentActor() actor: Actor, @Id() id: string): Promise<ProviderView> {
    return toProviderView(await this.providers.get(actor, id), actor);
  }

  /** Confirm or correct a provider. No tip changes it afterwards: a different statement is shown beside it. */
  @Put(':id')
  @Requires('providers:confirm')
  async confirmProvider(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() details: ConfirmProvider,
  ): Promise<ProviderView> {
    return toProviderView(await this.providers.confirm(actor, id, version, details), actor);
  }
}
