import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import {
  DecideRetention,
  DuePage,
  DueQuery,
  GiveRetentionReason,
  RetentionView,
  viewOf,
} from './retentions.contract.js';
import { RetentionsService } from './retentions.service.js';

/** How long closed complaints are kept, and what is to be purged. Nothing is deleted here: a job of its own does that. */
@Controller()
export class RetentionsController {
  constructor(private readonly retentions: RetentionsService) {}

  /** List the closed complaints of one's seat whose day of review has come, the longest due first. */
  @Get('retention/due')
  @Requires('retention:read')
  listRetentionsDue(@CurrentActor() actor: Actor, @Query() query: DueQuery): Promise<DuePage> {
    return this.retentions.due(actor, query);
  }

  /**
   * Read how long a complaint is kept, and by whose decision.
   * @throws Purged
   */
  @Get('complaints/:id/retention')
  @Requires('retention:read')
  async readRetention(@CurrentActor() actor: Actor, @Id() id: string): Promise<RetentionView> {
    return viewOf(await this.retentions.get(actor, id), actor);
  }

  /**
   * Decide otherwise than the rule how long a closed complaint is kept.
   * @throws NotClosed
   * @throws MarkedForPurge
   * @throws Purged
   */
  @Put('complaints/:id/retention')
  @Requires('retention:keep')
  async decideRetention(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() decision: DecideRetention,
  ): Promise<RetentionView> {
    return viewOf(await this.retentions.decide(actor, id, version, decision), actor);
  }

  /**
   * Mark a complaint for purge whose day of review has come. The first purge after thirty days takes it.
   * @throws NotClosed
   * @throws NotDue
   * @throws OnLegalHold
   * @throws MarkedForPurge
   * @throws Purged
   */
  @Put('complaints/:id/retention/purge-mark')
  @Requires('retention:keep')
  @StepUp()
  async markForPurge(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: GiveRetentionReason,
  ): Promise<RetentionView> {
    return viewOf(await this.retentions.mark(actor, id, version, reason), actor);
  }

  /**
   * Take back the mark, so that the complaint is kept.
   * @throws NotClosed
   * @throws NotMarked
   * @throws Purged
   */
  @Put('complaints/:id/retention/purge-mark-withdrawal')
  @Requires('retention:keep')
  async withdrawPurgeMark(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: GiveRetentionReason,
  ): Promise<RetentionView> {
    return viewOf(await this.retentions.unmark(actor, id, version, reason), actor);
  }
}
