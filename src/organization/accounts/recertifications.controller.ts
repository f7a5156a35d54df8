import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { Clock } from '../../platform/time/clock.js';
import { RecertificationLinesService } from './recertification-lines.service.js';
import { DecideLines, LinesQuery, RecertificationsQuery } from './recertification.request.js';
import {
  toOwnReviewStatus,
  toRecertificationLineView,
  RecertificationLinePage,
  RecertificationPage,
  RecertificationView,
  toRecertificationView,
} from './recertification.view.js';
import { RecertificationsService } from './recertifications.service.js';

/** Routes of the yearly review of accounts. */
@Controller('recertifications')
export class RecertificationsController {
  constructor(
    private readonly reviews: RecertificationsService,
    private readonly decisions: RecertificationLinesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Start the review of the caller's own seat.
   * Its list has every enabled account at or below the seat. It omits those that a lower seat has confirmed and signed
   * off within the year. A seat has at most one open review.
   * @throws AlreadyExists
   */
  @Post()
  @Requires('accounts:manage')
  async startRecertification(@CurrentActor() actor: Actor): Promise<RecertificationView> {
    return toRecertificationView(await this.reviews.start(actor), actor);
  }

  /** List the reviews at or below the caller's seat, newest first, and whether the caller's own seat is due. */
  @Get()
  @Requires('accounts:approve')
  async listRecertifications(
    @CurrentActor() actor: Actor,
    @Query() query: RecertificationsQuery,
  ): Promise<RecertificationPage> {
    const { items, nextCursor, last } = await this.reviews.list(actor, query);
    return {
      ownReview: toOwnReviewStatus(last, this.clock.now()),
      items: items.map((review) => toRecertificationView(review, actor)),
      nextCursor,
    };
  }

  /** Read a review of accounts. */
  @Get(':id')
  @Requires('accounts:approve')
  async readRecertification(@CurrentActor() actor: Actor, @Id() id: string): Promise<RecertificationView> {
    return toRecertificationView(await this.reviews.get(actor, id), actor);
  }

  /** List the accounts of a review, as they were at its start. */
  @Get(':id/lines')
  @Requires('accounts:approve')
  async listRecertificationLines(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: LinesQuery,
  ): Promise<RecertificationLinePage> {
    const { items, nextCursor } = await this.reviews.listLines(actor, id, query);
    return { items: items.map(toRecertificationLineView), nextCursor };
  }

  /**
   * Decide on accounts of a review, atomically.
   * A disablement takes effect at once and requires an administrator. Nobody decides on their own account.
   * @throws ApproverNotIndependent
   * @throws AlreadySignedOff
   */
  @Put(':id/lines')
  @Requires('accounts:approve')
  async decideRecertificationLines(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { decisions }: DecideLines,
  ): Promise<RecertificationView> {
    return toRecertificationView(await this.decisions.decide(actor, id, decisions), actor);
  }

  /**
   * Sign off a review in which every account is decided. The next review is due 365 days later.
   * @throws AlreadySignedOff
   * @throws AccountsUndecided
   */
  @Put(':id/sign-off')
  @Requires('accounts:manage')
  @StepUp()
  async signOffRecertification(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
  ): Promise<RecertificationView> {
    return toRecertificationView(await this.reviews.signOff(actor, id, version), actor);
  }
}
