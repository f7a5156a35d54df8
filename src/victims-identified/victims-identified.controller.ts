import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { VoidRecord } from '../platform/http/voiding.contract.js';
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
} from './victim-changes.contract.js';
import {
  IdentifyVictim,
  summaryOf,
  VictimIdentifiedPage,
  VictimIdentifiedView,
  VictimsIdentifiedQuery,
  viewOf,
} from './victims-identified.contract.js';
import { VictimsIdentifiedService } from './victims-identified.service.js';

/** Children who were identified, by pseudonym. The record does not tell who they are. */
@Controller('victims-identified')
export class VictimsIdentifiedController {
  constructor(
    private readonly victims: VictimsIdentifiedService,
    private readonly safeguarding: SafeguardingService,
    private readonly sameChild: SameChildService,
  ) {}

  /**
   * Record that a child was identified. The child gets the complaint's next pseudonym: MV1, MV2, …
   *
   * @throws MergedAway
   * @throws Expunged
   */
  @Post()
  @Requires('victims-identified:record')
  async recordIdentifiedVictim(
    @CurrentActor() actor: Actor,
    @Body() found: IdentifyVictim,
  ): Promise<VictimIdentifiedView> {
    return viewOf(await this.victims.identify(actor, found), actor);
  }

  /** List identified victims of one's seat, the latest identified first. */
  @Get()
  @Requires('victims-identified:read')
  async listIdentifiedVictims(
    @CurrentActor() actor: Actor,
    @Query() query: VictimsIdentifiedQuery,
  ): Promise<VictimIdentifiedPage> {
    const { items, nextCursor } = await this.victims.list(actor, query);
    return { items: items.map(summaryOf), nextCursor };
  }

  /** Read what is recorded of an identified victim. */
  @Get(':id')
  @Requires('victims-identified:read')
  async readIdentifiedVictim(@CurrentActor() actor: Actor, @Id() id: string): Promise<VictimIdentifiedView> {
    return viewOf(await this.victims.get(actor, id), actor);
  }

  /**
   * Put right what is recorded of an identified victim.
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
    return viewOf(await this.victims.correct(actor, id, version, correction), actor);
  }

  /**
   * Say what has now been done to keep the child safe, or has befallen the child. Where things stand is what happened last.
   * @throws Voided
   */
  @Put(':id/safeguarding')
  @Requires('victims-identified:record')
  async recordSafeguardingStep(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() step: SafeguardVictim,
  ): Promise<VictimIdentifiedView> {
    return viewOf(await this.safeguarding.safeguard(actor, id, version, step), actor);
  }

  /**
   * Void a step that should not have been noted. It stays to be read, and things stand by the rest.
   * @throws Voided
   */
  @Put(':id/safeguarding-voiding')
  @Requires('victims-identified:record')
  async voidSafeguardingStep(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() voiding: VoidSafeguardingStep,
  ): Promise<VictimIdentifiedView> {
    return viewOf(await this.safeguarding.voidStep(actor, id, version, voiding), actor);
  }

  /**
   * Say what the child was to a suspect of the complaint.
   * @throws Voided
   */
  @Put(':id/relationships')
  @Requires('victims-identified:record')
  async recordVictimRelationship(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() related: RelateVictim,
  ): Promise<VictimIdentifiedView> {
    return viewOf(await this.safeguarding.relate(actor, id, version, related), actor);
  }

  /**
   * Void what should not have been said of the child and a suspect. It stays to be read, and something else may be said.
   * @throws Voided
   */
  @Put(':id/relationship-voiding')
  @Requires('victims-identified:record')
  async voidVictimRelationship(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() voiding: VoidRelationship,
  ): Promise<VictimIdentifiedView> {
    return viewOf(await this.safeguarding.voidRelationship(actor, id, version, voiding), actor);
  }

  /**
   * Say that the child was identified before, in another complaint: the child is counted there, once.
   * @throws LinkUnchanged
   * @throws NotAFirstRecord
   * @throws StandsForOthers
   * @throws VictimCountedTwice
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
    return viewOf(await this.sameChild.link(actor, id, version, same), actor);
  }

  /**
   * Say that it was another child after all: this one is counted here again.
   * @throws LinkUnchanged
   * @throws Voided
   */
  @Put(':id/same-child-undoing')
  @Requires('victims-identified:record')
  async unlinkSameChild(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() other: UnlinkSameChild,
  ): Promise<VictimIdentifiedView> {
    return viewOf(await this.sameChild.unlink(actor, id, version, other), actor);
  }

  /**
   * Void a record that should not have been made. It stays to be read, and is counted no more.
   * @throws StandsForOthers
   * @throws Voided
   */
  @Put(':id/voiding')
  @Requires('victims-identified:record')
  async voidIdentifiedVictim(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() voiding: VoidRecord,
  ): Promise<VictimIdentifiedView> {
    return viewOf(await this.victims.void(actor, id, version, voiding), actor);
  }
}
