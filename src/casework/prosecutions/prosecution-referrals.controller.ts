import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../records/voiding.request.js';
import { DecideReferral, ProsecutionReferralsQuery, ReferToProsecutor } from './prosecution-referral.request.js';
import {
  ProsecutionReferralPage,
  ProsecutionReferralView,
  toProsecutionReferralSummary,
  toProsecutionReferralView,
} from './prosecution-referral.view.js';
import { ProsecutionReferralsService } from './prosecution-referrals.service.js';

/** Referrals of cases to prosecutors, who accept or decline them. */
@Controller('prosecution-referrals')
export class ProsecutionReferralsController {
  constructor(private readonly referrals: ProsecutionReferralsService) {}

  /**
   * Refer a suspect’s case to a prosecutor. The status of a complaint under investigation becomes
   * `referred_for_prosecution`.
   * @throws ComplaintMerged
   * @throws Expunged
   * @throws Voided
   */
  @Post()
  @Requires('prosecutions:record')
  async createProsecutionReferral(
    @CurrentActor() actor: Actor,
    @Body() referred: ReferToProsecutor,
  ): Promise<ProsecutionReferralView> {
    return toProsecutionReferralView(await this.referrals.refer(actor, referred), actor);
  }

  /** List the referrals within your seat, latest first. */
  @Get()
  @Requires('prosecutions:read')
  async listProsecutionReferrals(
    @CurrentActor() actor: Actor,
    @Query() query: ProsecutionReferralsQuery,
  ): Promise<ProsecutionReferralPage> {
    const { items, nextCursor } = await this.referrals.list(actor, query);
    return { items: items.map(toProsecutionReferralSummary), nextCursor };
  }

  /** Get a referral. */
  @Get(':id')
  @Requires('prosecutions:read')
  async readProsecutionReferral(@CurrentActor() actor: Actor, @Id() id: string): Promise<ProsecutionReferralView> {
    return toProsecutionReferralView(await this.referrals.get(actor, id), actor);
  }

  /**
   * Record the prosecutor's answer. A renewed request is a new referral. When no active referral remains, the complaint
   * returns to under investigation.
   * @throws Expunged
   * @throws AlreadyDecided
   * @throws Voided
   */
  @Put(':id/decision')
  @Requires('prosecutions:record')
  async decideProsecutionReferral(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() answer: DecideReferral,
  ): Promise<ProsecutionReferralView> {
    return toProsecutionReferralView(await this.referrals.decide(actor, id, version, answer), actor);
  }

  /**
   * Void a referral that was recorded in error. When no active referral remains, the complaint returns to under
   * investigation.
   * @throws Expunged
   * @throws HasProsecution
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('prosecutions:record')
  async voidProsecutionReferral(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<ProsecutionReferralView> {
    return toProsecutionReferralView(await this.referrals.void(actor, id, version, reason), actor);
  }
}
