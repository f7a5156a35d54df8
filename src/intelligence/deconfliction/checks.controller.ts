import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { AskOtherTaskForces, ChecksQuery } from './check.request.js';
import { CheckPage, CheckView, toCheckSummary, toCheckView } from './check.view.js';
import { ChecksService } from './checks.service.js';

/** Checks whether another task force has an identifier of a suspect. */
@Controller('deconfliction/checks')
export class DeconflictionChecksController {
  constructor(private readonly checks: ChecksService) {}

  /**
   * Check whether another task force has an identifier of a complaint's suspect. The response lists the units to
   * contact, and these are notified too. It does not disclose whether a value belongs to a victim; such values are
   * never sent to other task forces.
   * @throws AgreementRequired
   * @throws Expunged
   * @throws ComplaintMerged
   * @throws SharingNotAllowed
   */
  @Post()
  @Requires('deconfliction:check')
  async runDeconflictionCheck(@CurrentActor() actor: Actor, @Body() request: AskOtherTaskForces): Promise<CheckView> {
    return toCheckView(await this.checks.run(actor, request), actor);
  }

  /** List the checks of a complaint, latest first. */
  @Get()
  @Requires('deconfliction:read')
  async listDeconflictionChecks(@CurrentActor() actor: Actor, @Query() query: ChecksQuery): Promise<CheckPage> {
    const { items, nextCursor } = await this.checks.list(actor, query);
    return { items: items.map(toCheckSummary), nextCursor };
  }

  /** Get a check and its hits. */
  @Get(':id')
  @Requires('deconfliction:read')
  async readDeconflictionCheck(@CurrentActor() actor: Actor, @Id() id: string): Promise<CheckView> {
    return toCheckView(await this.checks.get(actor, id), actor);
  }
}
