import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { InvitationView } from './account.view.js';
import { FactorResetPage, FactorResetView, toFactorResetView } from './factor-reset.view.js';
import { FactorResetsQuery, RequestFactorReset } from './factor-reset.request.js';
import { FactorResetsService } from './factor-resets.service.js';

/** Routes of factor resets, which take two persons. */
@Controller('factor-resets')
export class FactorResetsController {
  constructor(private readonly resets: FactorResetsService) {}

  /**
   * Request the removal of an account's password and factors, so that its owner can set new ones.
   * It takes effect when another person approves it, within 24 hours.
   * @throws AlreadyDisabled
   * @throws ApprovalPending
   * @throws NotEnrolled
   */
  @Post()
  @Requires('accounts:manage')
  async requestFactorReset(
    @CurrentActor() actor: Actor,
    @Body() request: RequestFactorReset,
  ): Promise<FactorResetView> {
    return toFactorResetView(await this.resets.request(actor, request), actor);
  }

  /** List the requests for accounts at or below the caller's seat, newest first. */
  @Get()
  @Requires('accounts:approve')
  async listFactorResets(@CurrentActor() actor: Actor, @Query() query: FactorResetsQuery): Promise<FactorResetPage> {
    const { items, nextCursor } = await this.resets.list(actor, query);
    return { items: items.map((reset) => toFactorResetView(reset, actor)), nextCursor };
  }

  /** Read a factor reset request. */
  @Get(':id')
  @Requires('accounts:approve')
  async readFactorReset(@CurrentActor() actor: Actor, @Id() id: string): Promise<FactorResetView> {
    return toFactorResetView(await this.resets.get(actor, id), actor);
  }

  /**
   * Approve the factor reset request of another person for a third person.
   * The account's sessions and machine keys end, and its password and factors are removed. The response contains a
   * one-time link for the owner, valid for one hour and shown only once.
   * @throws ApproverNotIndependent
   * @throws ResetNotOpen
   */
  @Put(':id/approval')
  @Requires('accounts:approve')
  @StepUp()
  approveFactorReset(@CurrentActor() actor: Actor, @Id() id: string): Promise<InvitationView> {
    return this.resets.approve(actor, id);
  }
}
