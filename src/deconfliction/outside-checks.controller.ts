import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { VoidRecord } from '../platform/http/voiding.contract.js';
import {
  OutsideCheckPage,
  OutsideChecksQuery,
  OutsideCheckView,
  RecordOutsideCheck,
  viewOf,
} from './outside-checks.contract.js';
import { OutsideChecksService } from './outside-checks.service.js';

/** Checks that were made by hand in systems of others. */
@Controller('deconfliction/outside-checks')
export class OutsideChecksController {
  constructor(private readonly checks: OutsideChecksService) {}

  /**
   * Record a check that was made in a system of others. The tracker asks none of them itself.
   * @throws Expunged
   * @throws MergedAway
   */
  @Post()
  @Requires('deconfliction:work')
  async recordOutsideCheck(@CurrentActor() actor: Actor, @Body() said: RecordOutsideCheck): Promise<OutsideCheckView> {
    return viewOf(await this.checks.record(actor, said));
  }

  /** List the checks in other systems that were made for a complaint, in the order in which they were recorded. */
  @Get()
  @Requires('deconfliction:read')
  async listOutsideChecks(@CurrentActor() actor: Actor, @Query() query: OutsideChecksQuery): Promise<OutsideCheckPage> {
    const { items, nextCursor } = await this.checks.list(actor, query);
    return { items: items.map(viewOf), nextCursor };
  }

  /** Read a check in another system. */
  @Get(':id')
  @Requires('deconfliction:read')
  async readOutsideCheck(@CurrentActor() actor: Actor, @Id() id: string): Promise<OutsideCheckView> {
    return viewOf(await this.checks.get(actor, id));
  }

  /**
   * Say that a check in another system should not have been recorded.
   * @throws Expunged
   * @throws Voided
   */
  @Put(':id/voiding')
  @Requires('deconfliction:work')
  async voidOutsideCheck(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<OutsideCheckView> {
    return viewOf(await this.checks.void(actor, id, version, reason));
  }
}
