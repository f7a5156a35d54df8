import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { InvitationView } from './accounts.contract.js';
import {
  FactorResetPage,
  FactorResetsQuery,
  FactorResetView,
  RequestFactorReset,
  viewOf,
} from './factor-resets.contract.js';
import { FactorResetsService } from './factor-resets.service.js';

/** New ways in for people who lost theirs, given by two persons. */
@Controller('factor-resets')
export class FactorResetsController {
  constructor(private readonly resets: FactorResetsService) {}

  /**
   * Ask that an account's password and factors are taken away, so that its owner sets new ones. Nothing happens before
   * another person approves, within 24 hours.
   * @throws AlreadyDisabled
   * @throws AwaitsApproval
   * @throws NotEnrolled
   */
  @Post()
  @Requires('accounts:keep')
  async requestFactorReset(
    @CurrentActor() actor: Actor,
    @Body() request: RequestFactorReset,
  ): Promise<FactorResetView> {
    return viewOf(await this.resets.request(actor, request), actor);
  }

  /** List the requests about accounts of one's seat and below, the latest first. */
  @Get()
  @Requires('accounts:approve')
  async listFactorResets(@CurrentActor() actor: Actor, @Query() query: FactorResetsQuery): Promise<FactorResetPage> {
    const { items, nextCursor } = await this.resets.list(actor, query);
    return { items: items.map((reset) => viewOf(reset, actor)), nextCursor };
  }

  /** Read a request. */
  @Get(':id')
  @Requires('accounts:approve')
  async readFactorReset(@CurrentActor() actor: Actor, @Id() id: string): Promise<FactorResetView> {
    return viewOf(await this.resets.get(actor, id), actor);
  }

  /**
   * Approve a request that somebody else has made about somebody else. The account's sessions and machine keys end, its
   * password and factors are gone, and the answer is a one-time link for its owner, good for an hour. It is shown once.
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
