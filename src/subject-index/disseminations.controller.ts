import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import {
  DisseminationsQuery,
  GiveDetails,
  SubjectDisseminationPage,
  SubjectDisseminationView,
  viewOf,
} from './disseminations.contract.js';
import { DisseminationsService } from './disseminations.service.js';

/** Who was given what of one's entries in the subject index, why and when. */
@Controller('subject-index/disseminations')
export class SubjectDisseminationsController {
  constructor(private readonly disseminations: DisseminationsService) {}

  /**
   * Record what was given of an entry by hand. What is labelled is given by a supervisor.
   * @throws EntryNotStanding
   * @throws AgreementRequired
   */
  @Post()
  @Requires('subject-index:submit')
  async recordDissemination(
    @CurrentActor() actor: Actor,
    @Body() details: GiveDetails,
  ): Promise<SubjectDisseminationView> {
    return viewOf(await this.disseminations.give(actor, details));
  }

  /** List who was given something of the seat's entries, the latest first. */
  @Get()
  @Requires('subject-index:read')
  async listDisseminations(
    @CurrentActor() actor: Actor,
    @Query() query: DisseminationsQuery,
  ): Promise<SubjectDisseminationPage> {
    const { items, nextCursor } = await this.disseminations.list(actor, query);
    return { items: items.map(viewOf), nextCursor };
  }

  /** Read one line of the log. */
  @Get(':id')
  @Requires('subject-index:read')
  async readDissemination(@CurrentActor() actor: Actor, @Id() id: string): Promise<SubjectDisseminationView> {
    return viewOf(await this.disseminations.get(actor, id));
  }
}
