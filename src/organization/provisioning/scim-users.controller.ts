import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Config } from '../../platform/config/config.js';
import { Id } from '../../platform/http/id.pipe.js';
import { QueryByPost } from '../../platform/http/safe-post.decorator.js';
import { ResponseLocation } from '../../platform/http/versions.js';
import { ScimResponseInterceptor } from './scim-response.interceptor.js';
import { ScimAttributesQuery, ScimBody, ScimSearch, ScimUsersQuery, ScimVersion } from './scim-users.request.js';
import { ScimUsersService } from './scim-users.service.js';
import {
  parseSelection,
  selectAttributes,
  toScimList,
  toScimUser,
  type ScimUserList,
  type ScimUserView,
} from './scim-users.view.js';
import type { JsonObject } from './scim-user.js';

/** Routes of SCIM 2.0 for users (RFC 7644). Their clients are identity providers, which read the discovery documents of SCIM. */
@Controller('scim/Users')
@ApiExcludeController()
@UseInterceptors(ScimResponseInterceptor)
export class ScimUsersController {
  private readonly publicUrl: string;

  constructor(
    private readonly users: ScimUsersService,
    { publicUrl }: Config,
  ) {
    this.publicUrl = publicUrl;
  }

  /** Propose a user. */
  @Post()
  @Requires('provisioned-users:sync')
  @ResponseLocation(null)
  async createScimUser(@CurrentActor() actor: Actor, @ScimBody() body: JsonObject): Promise<ScimUserView> {
    return toScimUser(await this.users.create(actor, body), this.publicUrl);
  }

  /** List the users of the provider. */
  @Get()
  @Requires('provisioned-users:sync')
  async listScimUsers(@CurrentActor() actor: Actor, @Query() query: ScimUsersQuery): Promise<ScimUserList> {
    const page = await this.users.list(actor, {
      filter: query.filter,
      startIndex: toNumber(query.startIndex),
      count: toNumber(query.count),
    });
    return toScimList(page, this.publicUrl, parseSelection(query));
  }

  /** Search the users of the provider, without an address in the URL. */
  @Post('.search')
  @Requires('provisioned-users:sync')
  @QueryByPost()
  async searchScimUsers(@CurrentActor() actor: Actor, @Body() search: ScimSearch): Promise<ScimUserList> {
    const { filter, startIndex, count, attributes = [], excludedAttributes = [] } = search;
    const page = await this.users.list(actor, { filter, startIndex, count });
    return toScimList(page, this.publicUrl, { attributes, excludedAttributes });
  }

  /** Read a user of the provider. */
  @Get(':id')
  @Requires('provisioned-users:sync')
  async readScimUser(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: ScimAttributesQuery = {},
  ): Promise<Partial<ScimUserView>> {
    return selectAttributes(toScimUser(await this.users.get(actor, id), this.publicUrl), parseSelection(query));
  }

  /** Replace a user of the provider. */
  @Put(':id')
  @Requires('provisioned-users:sync')
  async replaceScimUser(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @ScimVersion() version: number | null,
    @ScimBody() body: JsonObject,
  ): Promise<ScimUserView> {
    return toScimUser(await this.users.replace(actor, id, version, body), this.publicUrl);
  }

  /** Change a user of the provider. */
  @Patch(':id')
  @Requires('provisioned-users:sync')
  async patchScimUser(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @ScimVersion() version: number | null,
    @ScimBody() body: JsonObject,
  ): Promise<ScimUserView> {
    return toScimUser(await this.users.patch(actor, id, version, body), this.publicUrl);
  }

  /** Delete a user of the provider. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('provisioned-users:sync')
  deleteScimUser(@CurrentActor() actor: Actor, @Id() id: string, @ScimVersion() version: number | null): Promise<void> {
    return this.users.delete(actor, id, version);
  }
}

function toNumber(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
