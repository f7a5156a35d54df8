import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import {
  PreservationPage,
  PreservationsQuery,
  PreservationView,
  ReleasePreservation,
  RenewPreservation,
  RequestPreservation,
  summaryOf,
  viewOf,
} from './preservations.contract.js';
import { PreservationsService } from './preservations.service.js';
import { viewOf as runningOutViewOf, RunningOutPage, RunningOutQuery } from './running-out.contract.js';
import { RunningOutService } from './running-out.service.js';

/** What providers preserve, on request or because they reported it, and until when. */
@Controller('preservations')
export class PreservationsController {
  constructor(
    private readonly preservations: PreservationsService,
    private readonly runningOut: RunningOutService,
  ) {}

  /**
   * Record a request to a provider to preserve an account: it runs for 90 days (18 U.S.C. 2703(f)).
   * @throws MergedAway
   * @throws Expunged
   */
  @Post()
  @Requires('complaints:work')
  async recordPreservation(
    @CurrentActor() actor: Actor,
    @Body() asked: RequestPreservation,
  ): Promise<PreservationView> {
    return viewOf(await this.preservations.request(actor, asked), actor);
  }

  /** List requests to preserve of one's seat, those that run out first before others. */
  @Get()
  @Requires('complaints:read')
  async listPreservations(@CurrentActor() actor: Actor, @Query() query: PreservationsQuery): Promise<PreservationPage> {
    const { items, nextCursor } = await this.preservations.list(actor, query);
    return { items: items.map(summaryOf), nextCursor };
  }

  /**
   * List what runs out soon, or has just run out, soonest first.
   * That is the year a provider keeps what it reported, while the complaint is open, and every request to preserve whose provider
   * has not been released.
   */
  @Get('running-out')
  @Requires('complaints:read')
  async listExpiringPreservations(
    @CurrentActor() actor: Actor,
    @Query() query: RunningOutQuery,
  ): Promise<RunningOutPage> {
    const { items, nextCursor, today } = await this.runningOut.list(actor, query);
    return { items: items.map((row) => runningOutViewOf(row, today)), nextCursor };
  }

  /**
   * Read a request to preserve.
   * Its account tells of a person, so that it was read enters the trail.
   */
  @Get(':id')
  @Requires('complaint-trail:read')
  async readPreservation(@CurrentActor() actor: Actor, @Id() id: string): Promise<PreservationView> {
    return viewOf(await this.preservations.get(actor, id), actor);
  }

  /**
   * Record that a request to preserve was renewed: once, within its 90 days, for 90 more.
   * @throws AlreadyRenewed
   * @throws PreservationExpired
   * @throws PreservationReleased
   */
  @Put(':id/renewal')
  @Requires('complaints:work')
  async renewPreservation(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() renewal: RenewPreservation,
  ): Promise<PreservationView> {
    return viewOf(await this.preservations.renew(actor, id, version, renewal), actor);
  }

  /**
   * Record that a provider need not preserve any longer.
   * @throws PreservationReleased
   */
  @Put(':id/release')
  @Requires('complaints:work')
  async releasePreservation(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() release: ReleasePreservation,
  ): Promise<PreservationView> {
    return viewOf(await this.preservations.release(actor, id, version, release), actor);
  }
}
