import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { AskOtherTaskForces, CheckPage, ChecksQuery, CheckView, summaryOf, viewOf } from './checks.contract.js';
import { ChecksService } from './checks.service.js';

/** Questions whether another task force has what a suspect is known by. */
@Controller('deconfliction/checks')
export class DeconflictionChecksController {
  constructor(private readonly checks: ChecksService) {}

  /**
   * Ask whether another task force has what a suspect of a complaint is known by, and say what for. The answer says whom to call, and
   * whoever is called is told as well. It does not depend on whether a value is a victim's: no other task force is asked about those.
   * @throws AgreementRequired
   * @throws Expunged
   * @throws MergedAway
   * @throws NotToBeShared
   */
  @Post()
  @Requires('deconfliction:ask')
  async runDeconflictionCheck(@CurrentActor() actor: Actor, @Body() asking: AskOtherTaskForces): Promise<CheckView> {
    return viewOf(await this.checks.ask(actor, asking), actor);
  }

  /** List the checks of a complaint, the latest first. */
  @Get()
  @Requires('deconfliction:read')
  async listDeconflictionChecks(@CurrentActor() actor: Actor, @Query() query: ChecksQuery): Promise<CheckPage> {
    const { items, nextCursor } = await this.checks.list(actor, query);
    return { items: items.map(summaryOf), nextCursor };
  }

  /** Read a check and what it was answered. */
  @Get(':id')
  @Requires('deconfliction:read')
  async readDeconflictionCheck(@CurrentActor() actor: Actor, @Id() id: string): Promise<CheckView> {
    return viewOf(await this.checks.get(actor, id), actor);
  }
}
