import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { ExpiringLogPage, toExpiringLogView } from './expiring-log.view.js';
import { ExpiringLogsService } from './expiring-logs.service.js';
import { ConfirmCarrier, ExpiringLogsQuery, IpCapturesQuery } from './ip-capture.request.js';
import { IpCapturePage, IpCaptureView, toIpCaptureView } from './ip-capture.view.js';
import { IpCapturesService } from './ip-captures.service.js';

/** Uses of IP addresses in complaints, their carriers, and how long the carriers keep the logs. */
@Controller('ip-captures')
export class IpCapturesController {
  constructor(
    private readonly captures: IpCapturesService,
    private readonly expiringLogs: ExpiringLogsService,
  ) {}

  /**
   * List the IP captures of a complaint, in the order of their recording. Each has the carrier that a person confirmed,
   * and the last day on which it keeps the logs.
   */
  @Get()
  @Requires('identifiers:read')
  async listIpCaptures(@CurrentActor() actor: Actor, @Query() query: IpCapturesQuery): Promise<IpCapturePage> {
    const { items, nextCursor } = await this.captures.list(actor, query);
    return { items: items.map((capture) => toIpCaptureView(capture, actor)), nextCursor };
  }

  /**
   * List IP captures of open complaints whose logs at the confirmed carrier end soon, soonest first. The list does not
   * show the addresses.
   */
  @Get('expiring')
  @Requires('identifiers:read')
  async listExpiringLogs(@CurrentActor() actor: Actor, @Query() query: ExpiringLogsQuery): Promise<ExpiringLogPage> {
    const { items, nextCursor, today } = await this.expiringLogs.list(actor, query);
    return { items: items.map((row) => toExpiringLogView(row, today)), nextCursor };
  }

  /**
   * Confirm the carrier of an IP address at the time of its use, or remove one that was confirmed in error.
   * @throws Expunged
   * @throws Voided
   */
  @Put(':id/carrier')
  @Requires('identifiers:record')
  async confirmCarrier(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() carrier: ConfirmCarrier,
  ): Promise<IpCaptureView> {
    return toIpCaptureView(await this.captures.confirmCarrier(actor, id, version, carrier), actor);
  }
}
