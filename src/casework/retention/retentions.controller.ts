import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { DecideRetention, DueQuery, GiveRetentionReason } from './retention.request.js';
import { DuePage, RetentionView, toRetentionView } from './retention.view.js';
import { RetentionsService } from './retentions.service.js';

/** Retention of closed complaints, and marks for purge. A separate job deletes. */
@Controller()
export class RetentionsController {
  constructor(private readonly retentions: RetentionsService) {}

  /** List the closed complaints of your seat that are due for review, earliest first. */
  @Get('retention/due')
  @Requires('retention:read')
  listRetentionsDue(@CurrentActor() actor: Actor, @Query() query: DueQuery): Promise<DuePage> {
    return this.retentions.listDue(actor, query);
  }

  /**
   * Get the retention of a complaint, and the account that decided it.
   * @throws Purged
   */
  @Get('complaints/:id/retention')
  @Requires('retention:read')
  async readRetention(@CurrentActor() actor: Actor, @Id() id: string): Promise<RetentionView> {
    return toRetentionView(await this.retentions.get(actor, id), actor);
  }

  /**
   * Override the retention that the disposition of a closed complaint gives.
   * @throws NotClosed
   * @throws MarkedForPurge
   * @throws Purged
   */
  @Put('complaints/:id/retention')
  @Requires('retention:manage')
  async decideRetention(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() decision: DecideRetention,
  ): Promise<RetentionView> {
    return toRetentionView(await this.retentions.decide(actor, id, version, decision), actor);
  }

  /**
   * Mark a complaint for purge after its review day. The first purge after thirty days deletes it.
   * @throws NotClosed
   * @throws ReviewNotDue
   * @throws OnLegalHold
   * @throws MarkedForPurge
   * @throws Purged
   */
  @Put('complaints/:id/retention/purge-mark')
  @Requires('retention:manage')
  @StepUp()
  async markForPurge(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: GiveRetentionReason,
  ): Promise<RetentionView> {
    return toRetentionView(await this.retentions.mark(actor, id, version, reason), actor);
  }

  /**
   * Withdraw the purge mark, so that the complaint remains.
   * @throws NotClosed
   * @throws NotMarkedForPurge
   * @throws Purged
   */
  @PostAction('complaints/:id/retention/purge-mark/withdraw')
  @Requires('retention:manage')
  async withdrawPurgeMark(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: GiveRetentionReason,
  ): Promise<RetentionView> {
    return toRetentionView(await this.retentions.unmark(actor, id, version, reason), actor);
  }
}
