import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { Clock } from '../../platform/time/clock.js';
import {
  IdentityDestructionPage,
  IdentityDestructionView,
  toIdentityDestructionView,
} from './identity-destruction.view.js';
import { IdentityDestructionsQuery, RequestIdentityDestruction } from './identity-destruction.request.js';
import { IdentityDestructionsService } from './identity-destructions.service.js';

/**
 * Destruction of identities, under an order and by two persons. Statistics still include the child, under the
 * pseudonym.
 */
@Controller('identity-destructions')
export class IdentityDestructionsController {
  constructor(
    private readonly destructions: IdentityDestructionsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Request the destruction of a child's identity. It takes effect when another supervisor of the task force approves,
   * within a week.
   * @throws IdentityDestroyed
   * @throws IdentityNotRecorded
   * @throws NameLimitReached
   */
  @Post()
  @Requires('identities:destroy')
  @StepUp()
  async requestIdentityDestruction(
    @CurrentActor() actor: Actor,
    @Body() request: RequestIdentityDestruction,
  ): Promise<IdentityDestructionView> {
    return toIdentityDestructionView(await this.destructions.request(actor, request), this.clock.now(), actor);
  }

  /** List the requests to destroy identities of children within your seat, latest first. */
  @Get()
  @Requires('identities:destroy')
  async listIdentityDestructions(
    @CurrentActor() actor: Actor,
    @Query() query: IdentityDestructionsQuery,
  ): Promise<IdentityDestructionPage> {
    const { items, nextCursor } = await this.destructions.list(actor, query);
    return { items: items.map((one) => toIdentityDestructionView(one, this.clock.now(), actor)), nextCursor };
  }

  /** Get a request to destroy an identity. */
  @Get(':id')
  @Requires('identities:destroy')
  async readIdentityDestruction(@CurrentActor() actor: Actor, @Id() id: string): Promise<IdentityDestructionView> {
    return toIdentityDestructionView(await this.destructions.get(actor, id), this.clock.now(), actor);
  }

  /**
   * Approve the destruction of an identity that another person requested. The identity's key and everything encrypted
   * under it are destroyed at once. A legal hold on the complaint or a related one blocks this.
   * @throws ApproverNotIndependent
   * @throws DestructionNotOpen
   * @throws OnLegalHold
   */
  @Put(':id/approval')
  @Requires('identities:destroy')
  @StepUp()
  async approveIdentityDestruction(@CurrentActor() actor: Actor, @Id() id: string): Promise<IdentityDestructionView> {
    return toIdentityDestructionView(await this.destructions.approve(actor, id), this.clock.now(), actor);
  }
}
