import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import {
  IdentifyVictim,
  SafeguardVictim,
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
  constructor(private readonly victims: VictimsIdentifiedService) {}

  /** Record that a child was identified. The child gets the complaint's next pseudonym: MV1, MV2, … */
  @Post()
  @Requires('victims-identified:record')
  async identify(@CurrentActor() actor: Actor, @Body() found: IdentifyVictim): Promise<VictimIdentifiedView> {
    return viewOf(await this.victims.identify(actor, found), actor);
  }

  /** List identified victims of one's seat, the latest identified first. */
  @Get()
  @Requires('victims-identified:read')
  async list(@CurrentActor() actor: Actor, @Query() query: VictimsIdentifiedQuery): Promise<VictimIdentifiedPage> {
    const { items, nextCursor } = await this.victims.list(actor, query);
    return { items: items.map(summaryOf), nextCursor };
  }

  /** Read what is recorded of an identified victim. */
  @Get(':id')
  @Requires('victims-identified:read')
  async get(@CurrentActor() actor: Actor, @Id() id: string): Promise<VictimIdentifiedView> {
    return viewOf(await this.victims.get(actor, id), actor);
  }

  /** Say what has now been done to keep the child safe. */
  @Put(':id/safeguarding')
  @Requires('victims-identified:record')
  async safeguard(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() step: SafeguardVictim,
  ): Promise<VictimIdentifiedView> {
    return viewOf(await this.victims.safeguard(actor, id, version, step), actor);
  }
}
