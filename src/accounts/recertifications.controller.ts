import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { Clock } from '../platform/time/clock.js';
import { RecertificationLinesService } from './recertification-lines.service.js';
import {
  DecideLines,
  dueViewOf,
  LinesQuery,
  lineViewOf,
  RecertificationLinePage,
  RecertificationPage,
  RecertificationsQuery,
  RecertificationView,
  viewOf,
} from './recertifications.contract.js';
import { RecertificationsService } from './recertifications.service.js';

/** The yearly review: a seat goes through its accounts. */
@Controller('recertifications')
export class RecertificationsController {
  constructor(
    private readonly reviews: RecertificationsService,
    private readonly decisions: RecertificationLinesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Start the review of one's own seat. Its list has every account of the seat and below that is not disabled, besides those
   * that a seat below has confirmed and signed for within the year. A seat has one open review at a time.
   * @throws AlreadyExists
   */
  @Post()
  @Requires('accounts:keep')
  async startRecertification(@CurrentActor() actor: Actor): Promise<RecertificationView> {
    return viewOf(await this.reviews.start(actor), actor);
  }

  /** List the reviews of one's seat and below, the latest first, and whether one's own seat is due. */
  @Get()
  @Requires('accounts:approve')
  async listRecertifications(
    @CurrentActor() actor: Actor,
    @Query() query: RecertificationsQuery,
  ): Promise<RecertificationPage> {
    const { items, nextCursor, last } = await this.reviews.list(actor, query);
    return { due: dueViewOf(last, this.clock.now()), items: items.map((review) => viewOf(review, actor)), nextCursor };
  }

  /** Read a review. */
  @Get(':id')
  @Requires('accounts:approve')
  async readRecertification(@CurrentActor() actor: Actor, @Id() id: string): Promise<RecertificationView> {
    return viewOf(await this.reviews.get(actor, id), actor);
  }

  /** Read the accounts on its list, each as it was when the list was made. */
  @Get(':id/lines')
  @Requires('accounts:approve')
  async listRecertificationLines(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: LinesQuery,
  ): Promise<RecertificationLinePage> {
    const { items, nextCursor } = await this.reviews.lines(actor, id, query);
    return { items: items.map(lineViewOf), nextCursor };
  }

  /**
   * Decide on accounts of the list, all of those sent or none. What is disabled is so at once, which takes an admin; nobody
   * decides on their own account.
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
    return viewOf(await this.decisions.decide(actor, id, decisions), actor);
  }

  /**
   * Sign for a review on which every account is decided. The seat is due again 365 days later.
   * @throws AlreadySignedOff
   * @throws LinesUndecided
   */
  @Put(':id/sign-off')
  @Requires('accounts:keep')
  @StepUp()
  async signOffRecertification(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
  ): Promise<RecertificationView> {
    return viewOf(await this.reviews.signOff(actor, id, version), actor);
  }
}
