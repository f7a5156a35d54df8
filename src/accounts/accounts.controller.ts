import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import {
  AccountPage,
  AccountsQuery,
  AccountView,
  CreateAccount,
  DisableAccount,
  InvitationView,
  viewOf,
} from './accounts.contract.js';
import { AccountsService } from './accounts.service.js';

/** Who works with the tracker, in which role, and at which seat. */
@Controller('accounts')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  /**
   * Create an account at one's own seat or below. It signs in once its owner has followed an invitation.
   * @throws AlreadyExists
   */
  @Post()
  @Requires('accounts:keep')
  async create(@CurrentActor() actor: Actor, @Body() account: CreateAccount): Promise<AccountView> {
    return viewOf(await this.accounts.create(actor, account), actor);
  }

  /** List the accounts of one's seat and below. */
  @Get()
  @Requires('accounts:read')
  async list(@CurrentActor() actor: Actor, @Query() query: AccountsQuery): Promise<AccountPage> {
    const { items, nextCursor } = await this.accounts.list(actor, query);
    return { items: items.map((account) => viewOf(account, actor)), nextCursor };
  }

  /** Read one's own account. */
  @Get('me')
  @Requires('account:own')
  async own(@CurrentActor() actor: Actor): Promise<AccountView> {
    return viewOf(await this.accounts.get(actor, actor.accountId), actor);
  }

  /** Read an account. */
  @Get(':id')
  @Requires('accounts:read')
  async get(@CurrentActor() actor: Actor, @Id() id: string): Promise<AccountView> {
    return viewOf(await this.accounts.get(actor, id), actor);
  }

  /**
   * Make a one-time link by which the account's owner sets a password. A link given before is void.
   * @throws AlreadyDisabled
   */
  @Put(':id/invitation')
  @Requires('accounts:keep')
  invite(@CurrentActor() actor: Actor, @Id() id: string): Promise<InvitationView> {
    return this.accounts.invite(actor, id);
  }

  /**
   * Disable an account. Its sessions end at once.
   * @throws AlreadyDisabled
   */
  @Put(':id/disablement')
  @Requires('accounts:keep')
  async disable(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: DisableAccount,
  ): Promise<AccountView> {
    return viewOf(await this.accounts.disable(actor, id, version, reason), actor);
  }
}
