import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { PreservationPage, PreservationView, toPreservationSummary, toPreservationView } from './preservation.view.js';
import {
  PreservationsQuery,
  ReleasePreservation,
  RenewPreservation,
  RequestPreservation,
} from './preservation.request.js';
import { PreservationsService } from './preservations.service.js';
import { toExpiringPreservationView, ExpiringPreservationPage } from './expiring-preservation.view.js';
import { ExpiringPreservationQuery } from './expiring-preservation.request.js';
import { ExpiringPreservationService } from './expiring-preservations.service.js';

/** Preservation of data by providers, on request or after their own report, with its last day. */
@Controller('preservations')
export class PreservationsController {
  constructor(
    private readonly preservations: PreservationsService,
    private readonly expiringPreservation: ExpiringPreservationService,
  ) {}

  /**
   * Record a preservation request to a provider for an account. It lasts 90 days (18 U.S.C. 2703(f)).
   * @throws ComplaintMerged
   * @throws Expunged
   */
  @Post()
  @Requires('complaints:work')
  async recordPreservation(
    @CurrentActor() actor: Actor,
    @Body() request: RequestPreservation,
  ): Promise<PreservationView> {
    return toPreservationView(await this.preservations.request(actor, request), actor);
  }

  /** List the preservation requests of your seat, first expiry first. */
  @Get()
  @Requires('complaints:read')
  async listPreservations(@CurrentActor() actor: Actor, @Query() query: PreservationsQuery): Promise<PreservationPage> {
    const { items, nextCursor } = await this.preservations.list(actor, query);
    return { items: items.map(toPreservationSummary), nextCursor };
  }

  /**
   * List preservations that expire soon or have just expired, soonest first. The list has a provider's own report
   * while the complaint is open. It has each preservation request until the provider is released.
   */
  @Get('expiring')
  @Requires('complaints:read')
  async listExpiringPreservations(
    @CurrentActor() actor: Actor,
    @Query() query: ExpiringPreservationQuery,
  ): Promise<ExpiringPreservationPage> {
    const { items, nextCursor, today } = await this.expiringPreservation.list(actor, query);
    return { items: items.map((row) => toExpiringPreservationView(row, today)), nextCursor };
  }

  /** Get a preservation request. Its account identifies a person, so the read is written to the access log. */
  @Get(':id')
  @Requires('complaint-trail:read')
  async readPreservation(@CurrentActor() actor: Actor, @Id() id: string): Promise<PreservationView> {
    return toPreservationView(await this.preservations.get(actor, id), actor);
  }

  /**
   * Record the renewal of a preservation request. A renewal is possible once, within the first 90 days, and adds 90.
   * @throws Expunged
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
    return toPreservationView(await this.preservations.renew(actor, id, version, renewal), actor);
  }

  /**
   * Record the release of a provider from a preservation request.
   * @throws Expunged
   * @throws PreservationReleased
   */
  @PostAction(':id/release')
  @Requires('complaints:work')
  async releasePreservation(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() release: ReleasePreservation,
  ): Promise<PreservationView> {
    return toPreservationView(await this.preservations.release(actor, id, version, release), actor);
  }
}
