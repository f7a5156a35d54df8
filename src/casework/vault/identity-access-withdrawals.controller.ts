import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import {
  IdentityAccessWithdrawalPage,
  IdentityAccessWithdrawalView,
  toIdentityAccessWithdrawalView,
} from './identity-access-withdrawal.view.js';
import {
  IdentityAccessWithdrawalsQuery,
  RequestRestoration,
  WithdrawIdentityAccess,
} from './identity-access-withdrawal.request.js';
import { IdentityAccessWithdrawalsService } from './identity-access-withdrawals.service.js';

/** Access to identities: one supervisor withdraws it, and two persons restore it. */
@Controller('identity-access-withdrawals')
export class IdentityAccessWithdrawalsController {
  constructor(private readonly withdrawals: IdentityAccessWithdrawalsService) {}

  /**
   * Withdraw an account's access to identities, effective at once.
   * @throws AlreadyExists
   * @throws NameLimitReached
   */
  @Post()
  @Requires('identities:approve')
  async withdrawIdentityAccess(
    @CurrentActor() actor: Actor,
    @Body() withdrawal: WithdrawIdentityAccess,
  ): Promise<IdentityAccessWithdrawalView> {
    return toIdentityAccessWithdrawalView(await this.withdrawals.withdraw(actor, withdrawal), actor);
  }

  /** List the withdrawals from accounts of your seat and below, latest first. */
  @Get()
  @Requires('identities:approve')
  async listIdentityAccessWithdrawals(
    @CurrentActor() actor: Actor,
    @Query() query: IdentityAccessWithdrawalsQuery,
  ): Promise<IdentityAccessWithdrawalPage> {
    const { items, nextCursor } = await this.withdrawals.list(actor, query);
    return { items: items.map((withdrawal) => toIdentityAccessWithdrawalView(withdrawal, actor)), nextCursor };
  }

  /** Get a withdrawal of access to identities. */
  @Get(':id')
  @Requires('identities:approve')
  async readIdentityAccessWithdrawal(
    @CurrentActor() actor: Actor,
    @Id() id: string,
  ): Promise<IdentityAccessWithdrawalView> {
    return toIdentityAccessWithdrawalView(await this.withdrawals.get(actor, id), actor);
  }

  /**
   * Request that an account's access to identities is restored. It takes effect when another supervisor approves.
   * @throws AccessRestored
   * @throws NameLimitReached
   */
  @Put(':id/restoration-request')
  @Requires('identities:approve')
  async requestIdentityAccessRestoration(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: RequestRestoration,
  ): Promise<IdentityAccessWithdrawalView> {
    return toIdentityAccessWithdrawalView(await this.withdrawals.requestRestoration(actor, id, version, reason), actor);
  }

  /**
   * Restore an account's access to identities. Another person has requested it.
   * @throws ApproverNotIndependent
   * @throws AccessRestored
   * @throws RestorationNotRequested
   */
  @PostAction(':id/restore')
  @Requires('identities:approve')
  @StepUp()
  async restoreIdentityAccess(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
  ): Promise<IdentityAccessWithdrawalView> {
    return toIdentityAccessWithdrawalView(await this.withdrawals.restore(actor, id, version), actor);
  }
}
