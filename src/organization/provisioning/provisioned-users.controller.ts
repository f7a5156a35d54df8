import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { IfMatch } from '../../platform/http/versions.js';
import { CreateAccount } from '../accounts/account.request.js';
import { DecideUser, LinkUser, ProvisionedUsersQuery } from './provisioned-user.request.js';
import { ProvisionedUserPage, ProvisionedUserView, toProvisionedUserView } from './provisioned-user.view.js';
import { ProvisionedUsersService } from './provisioned-users.service.js';

/** Routes of the users of identity providers, and of the decisions on them. */
@Controller('provisioned-users')
export class ProvisionedUsersController {
  constructor(private readonly users: ProvisionedUsersService) {}

  /** List the users of identity providers at or below the seat. */
  @Get()
  @Requires('provisioned-users:manage')
  async listProvisionedUsers(
    @CurrentActor() actor: Actor,
    @Query() query: ProvisionedUsersQuery,
  ): Promise<ProvisionedUserPage> {
    const { items, nextCursor } = await this.users.list(actor, query);
    return { items: items.map((user) => toProvisionedUserView(user, actor)), nextCursor };
  }

  /** Read a user of an identity provider. */
  @Get(':id')
  @Requires('provisioned-users:manage')
  async readProvisionedUser(@CurrentActor() actor: Actor, @Id() id: string): Promise<ProvisionedUserView> {
    return toProvisionedUserView(await this.users.get(actor, id), actor);
  }

  /**
   * Create an account for a user and link it.
   * The caller decides its name, address, role and seat. The rules of a new account apply: a powerful one awaits a second person.
   * @throws AlreadyExists
   * @throws LookUpLimitReached
   * @throws UserNotActive
   * @throws UserAlreadyLinked
   */
  @Put(':id/new-account')
  @Requires('provisioned-users:manage')
  async acceptProvisionedUser(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() account: CreateAccount,
  ): Promise<ProvisionedUserView> {
    return toProvisionedUserView(await this.users.accept(actor, id, version, account), actor);
  }

  /**
   * Link a user to an account at or below the seat of the provider. When the provider ends the user, the account is disabled.
   * @throws UserNotActive
   * @throws UserAlreadyLinked
   * @throws AccountHasUser
   * @throws AlreadyDisabled
   */
  @Put(':id/account')
  @Requires('provisioned-users:manage')
  async linkProvisionedUser(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { accountId }: LinkUser,
  ): Promise<ProvisionedUserView> {
    return toProvisionedUserView(await this.users.link(actor, id, version, accountId), actor);
  }

  /**
   * Remove the link of a user to an account. The account does not change.
   * @throws UserNotLinked
   */
  @PostAction(':id/unlink')
  @Requires('provisioned-users:manage')
  async unlinkProvisionedUser(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: DecideUser,
  ): Promise<ProvisionedUserView> {
    return toProvisionedUserView(await this.users.unlink(actor, id, version, reason), actor);
  }

  /**
   * Reject a user, who gets no account. A rejected user can still be linked later.
   * @throws UserNotWaiting
   */
  @Put(':id/rejection')
  @Requires('provisioned-users:manage')
  async rejectProvisionedUser(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: DecideUser,
  ): Promise<ProvisionedUserView> {
    return toProvisionedUserView(await this.users.reject(actor, id, version, reason), actor);
  }
}
