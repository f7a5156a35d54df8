import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { QueryByPost } from '../../platform/http/safe-post.decorator.js';
import { IfMatch } from '../../platform/http/versions.js';
import {
  IdentityOutlineView,
  RevealedIdentityView,
  toRevealedIdentityView,
  toIdentityOutlineView,
} from './identity.view.js';
import { RecordIdentity, RevealIdentity } from './identity.request.js';
import { IdentitiesService } from './identities.service.js';

/** Identities of identified children, in the vault. Elsewhere a child has a pseudonym only. */
@Controller('victims-identified')
export class IdentitiesController {
  constructor(private readonly identities: IdentitiesService) {}

  /** List the recorded identity fields of a child, without their values. */
  @Get(':id/identity')
  @Requires('identities:record')
  async readVictimIdentity(@CurrentActor() actor: Actor, @Id() id: string): Promise<IdentityOutlineView> {
    return toIdentityOutlineView(await this.identities.outline(actor, id), actor);
  }

  /**
   * Record or correct a child's identity. An identity without recorded fields has version 1.
   * @throws Expunged
   * @throws IdentityDestroyed
   * @throws Voided
   */
  @Put(':id/identity')
  @Requires('identities:record')
  async recordVictimIdentity(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() input: RecordIdentity,
  ): Promise<IdentityOutlineView> {
    return toIdentityOutlineView(await this.identities.record(actor, id, version, input), actor);
  }

  /**
   * Reveal a child's identity. The audit trail records your account and the purpose before the response. Each request
   * adds an entry.
   * @throws IdentityAccessWithdrawn
   * @throws IdentityDestroyed
   * @throws IdentityNotRecorded
   * @throws NameLimitReached
   */
  @Post(':id/identity/reveal')
  @Requires('identities:reveal')
  @StepUp()
  @QueryByPost()
  async revealVictimIdentity(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: RevealIdentity,
  ): Promise<RevealedIdentityView> {
    return toRevealedIdentityView(await this.identities.reveal(actor, id, body));
  }
}
