import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { Asks } from '../platform/http/questions.js';
import { IfMatch } from '../platform/http/versions.js';
import {
  IdentityOutlineView,
  RecordIdentity,
  RevealedIdentityView,
  RevealIdentity,
  revealedOf,
  viewOf,
} from './identities.contract.js';
import { IdentitiesService } from './identities.service.js';

/** Who identified children are, in the vault. Everywhere else a child is a pseudonym. */
@Controller('victims-identified')
export class IdentitiesController {
  constructor(private readonly identities: IdentitiesService) {}

  /** Read which fields are held of who a child is, and none of what they say. */
  @Get(':id/identity')
  @Requires('identities:record')
  async readVictimIdentity(@CurrentActor() actor: Actor, @Id() id: string): Promise<IdentityOutlineView> {
    return viewOf(await this.identities.outline(actor, id), actor);
  }

  /**
   * Record or correct who a child is. What was never recorded has the version 1.
   * @throws IdentityDestroyed
   * @throws Voided
   */
  @Put(':id/identity')
  @Requires('identities:record')
  async recordVictimIdentity(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() told: RecordIdentity,
  ): Promise<IdentityOutlineView> {
    return viewOf(await this.identities.record(actor, id, version, told), actor);
  }

  /**
   * Look at who a child is. Who looked, and what for, is in the trail before the answer leaves; each look is another entry.
   * @throws IdentityAccessWithdrawn
   * @throws IdentityDestroyed
   * @throws IdentityNotRecorded
   */
  @Post(':id/identity-reveals')
  @Requires('identities:reveal')
  @StepUp()
  @Asks()
  async revealVictimIdentity(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() why: RevealIdentity,
  ): Promise<RevealedIdentityView> {
    return revealedOf(await this.identities.reveal(actor, id, why));
  }
}
