import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { LegalHoldPage, LegalHoldView, toLegalHoldView } from './legal-hold.view.js';
import { LegalHoldsQuery, PlaceLegalHold, RequestLifting, ReviewLegalHold } from './legal-hold.request.js';
import { LegalHoldsService } from './legal-holds.service.js';

/** Legal holds of courts and other authorities. An active hold blocks every deletion of the complaint. */
@Controller('legal-holds')
export class LegalHoldsController {
  constructor(private readonly holds: LegalHoldsService) {}

  /**
   * Place a legal hold on a complaint. It takes effect at once.
   * @throws Purged
   */
  @Post()
  @Requires('retention:manage')
  @StepUp()
  async placeLegalHold(@CurrentActor() actor: Actor, @Body() hold: PlaceLegalHold): Promise<LegalHoldView> {
    return toLegalHoldView(await this.holds.place(actor, hold), actor);
  }

  /** List the legal holds of your seat, latest first. */
  @Get()
  @Requires('retention:read')
  async listLegalHolds(@CurrentActor() actor: Actor, @Query() query: LegalHoldsQuery): Promise<LegalHoldPage> {
    const { items, nextCursor } = await this.holds.list(actor, query);
    return { items: items.map((hold) => toLegalHoldView(hold, actor)), nextCursor };
  }

  /** Get a legal hold. */
  @Get(':id')
  @Requires('retention:read')
  async readLegalHold(@CurrentActor() actor: Actor, @Id() id: string): Promise<LegalHoldView> {
    return toLegalHoldView(await this.holds.get(actor, id), actor);
  }

  /**
   * Extend a legal hold after a review, and set the day of the next review. This rejects a pending request to lift it.
   * @throws HoldLifted
   */
  @Put(':id/review')
  @Requires('retention:manage')
  async reviewLegalHold(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() review: ReviewLegalHold,
  ): Promise<LegalHoldView> {
    return toLegalHoldView(await this.holds.review(actor, id, version, review), actor);
  }

  /**
   * Request that a legal hold be lifted. It remains active until another person lifts it.
   * @throws HoldLifted
   * @throws LiftingRequested
   */
  @Put(':id/lift-request')
  @Requires('retention:manage')
  async requestLegalHoldLift(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: RequestLifting,
  ): Promise<LegalHoldView> {
    return toLegalHoldView(await this.holds.requestLifting(actor, id, version, reason), actor);
  }

  /**
   * Lift a legal hold at another person's request.
   * @throws ApproverNotIndependent
   * @throws HoldLifted
   * @throws LiftingNotRequested
   * @throws SecondPersonRequired
   */
  @PostAction(':id/lift')
  @Requires('retention:manage')
  @StepUp()
  async liftLegalHold(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
  ): Promise<LegalHoldView> {
    return toLegalHoldView(await this.holds.lift(actor, id, version), actor);
  }
}
