import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../records/voiding.request.js';
import { SafeguardingService } from './safeguarding.service.js';
import { SameChildService } from './same-child.service.js';
import {
  CorrectVictim,
  LinkToSameChild,
  RelateVictim,
  SafeguardVictim,
  UnlinkSameChild,
  VoidRelationship,
  VoidSafeguardingStep,
} from './victim-change.request.js';
import { IdentifyVictim, VictimsIdentifiedQuery } from './victim-identified.request.js';
import {
  toVictimIdentifiedSummary,
  VictimIdentifiedPage,
  VictimIdentifiedView,
  toVictimIdentifiedView,
} from './victim-identified.view.js';
import { VictimsIdentifiedService } from './victims-identified.service.js';

/** Identified children, with pseudonyms. The records do not contain their identities. */
@Controller('victims-identified')
export class VictimsIdentifiedController {
  constructor(
    private readonly victims: VictimsIdentifiedService,
    private readonly safeguarding: SafeguardingService,
    private readonly sameChild: SameChildService,
  ) {}

  /**
   * Record the identification of a child. The child gets the complaint's next pseudonym: MV1, MV2, …
   *
   * @throws ComplaintMerged
   * @throws Expunged
   */
  @Post()
  @Requires('victims-identified:record')
  async recordIdentifiedVictim(
    @CurrentActor() actor: Actor,
    @Body() found: IdentifyVictim,
  ): Promise<VictimIdentifiedView> {
    return toVictimIdentifiedView(await this.victims.identify(actor, found), actor);
  }

  /** List the identified victims of your seat, latest identification first. */
  @Get()
  @Requires('victims-identified:read')
  async listIdentifiedVictims(
    @CurrentActor() actor: Actor,
    @Query() query: VictimsIdentifiedQuery,
  ): Promise<VictimIdentifiedPage> {
    const { items, nextCursor } = await this.victims.list(actor, query);
    return { items: items.map(toVictimIdentifiedSummary), nextCursor };
  }

  /** Get an identified victim. */
  @Get(':id')
  @Requires('victims-identified:read')
  async readIdentifiedVictim(@CurrentActor() actor: Actor, @Id() id: string): Promise<VictimIdentifiedView> {
    return toVictimIdentifiedView(await this.victims.get(actor, id), actor);
  }

  /**
   * Correct an identified victim.
   * @throws Expunged
   * @throws Voided
   */
  @Put(':id')
  @Requires('victims-identified:record')
  async correctIdentifiedVictim(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() correction: CorrectVictim,
  ): Promise<VictimIdentifiedView> {
    return toVictimIdentifiedView(await this.victims.correct(actor, id, version, correction), actor);
  }

  /**
   * Record a safeguarding step of a child. The latest step decides the status.
   * @throws Expunged
   * @throws Voided
   */
  @PostAction(':id/safeguarding')
  @Requires('victims-identified:record')
  async recordSafeguardingStep(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() step: SafeguardVictim,
  ): Promise<VictimIdentifiedView> {
    return toVictimIdentifiedView(await this.safeguarding.safeguard(actor, id, version, step), actor);
  }

  /**
   * Void a safeguarding step that was recorded in error. It stays readable, and the remaining steps decide the status.
   * @throws Expunged
   * @throws Voided
   */
  @PostAction(':id/safeguarding/void')
  @Requires('victims-identified:record')
  async voidSafeguardingStep(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() voiding: VoidSafeguardingStep,
  ): Promise<VictimIdentifiedView> {
    return toVictimIdentifiedView(await this.safeguarding.voidStep(actor, id, version, voiding), actor);
  }

  /**
   * Record the relationship of the child to a suspect of the complaint.
   * @throws Expunged
   * @throws Voided
   */
  @PostAction(':id/relationships')
  @Requires('victims-identified:record')
  async recordVictimRelationship(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() related: RelateVictim,
  ): Promise<VictimIdentifiedView> {
    return toVictimIdentifiedView(await this.safeguarding.relate(actor, id, version, related), actor);
  }

  /**
   * Void a relationship that was recorded in error. It stays readable, and another one can be recorded.
   * @throws Expunged
   * @throws Voided
   */
  @PostAction(':id/relationships/void')
  @Requires('victims-identified:record')
  async voidVictimRelationship(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() voiding: VoidRelationship,
  ): Promise<VictimIdentifiedView> {
    return toVictimIdentifiedView(await this.safeguarding.voidRelationship(actor, id, version, voiding), actor);
  }

  /**
   * Link the record to an earlier record of the same child in another complaint. The child is counted once, by that
   * record.
   * @throws Expunged
   * @throws LinkUnchanged
   * @throws NotPrimaryRecord
   * @throws IsPrimaryRecord
   * @throws DuplicateVictim
   * @throws Voided
   */
  @Put(':id/same-child')
  @Requires('victims-identified:record')
  async linkSameChild(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() same: LinkToSameChild,
  ): Promise<VictimIdentifiedView> {
    return toVictimIdentifiedView(await this.sameChild.link(actor, id, version, same), actor);
  }

  /**
   * Unlink the record from the one it was linked to. This record counts again.
   * @throws Expunged
   * @throws NotLinked
   * @throws Voided
   */
  @PostAction(':id/same-child/unlink')
  @Requires('victims-identified:record')
  async unlinkSameChild(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UnlinkSameChild,
  ): Promise<VictimIdentifiedView> {
    return toVictimIdentifiedView(await this.sameChild.unlink(actor, id, version, body), actor);
  }

  /**
   * Void an identified victim that was recorded in error. It stays readable but no longer counts.
   * @throws Expunged
   * @throws IsPrimaryRecord
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('victims-identified:record')
  async voidIdentifiedVictim(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() voiding: VoidRecord,
  ): Promise<VictimIdentifiedView> {
    return toVictimIdentifiedView(await this.victims.void(actor, id, version, voiding), actor);
  }
}
