import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { DisseminationsQuery, GiveDetails } from './dissemination.request.js';
import {
  SubjectDisseminationPage,
  SubjectDisseminationView,
  toSubjectDisseminationView,
} from './dissemination.view.js';
import { DisseminationsService } from './disseminations.service.js';

/** Log of content of the seat's index entries given to other agencies. */
@Controller('subject-index/disseminations')
export class SubjectDisseminationsController {
  constructor(private readonly disseminations: DisseminationsService) {}

  /**
   * Record content of an entry given by hand. Only a supervisor may give content of a restricted or sensitive entry.
   * @throws EntryNotActive
   * @throws AgreementRequired
   */
  @Post()
  @Requires('subject-index:submit')
  async recordDissemination(
    @CurrentActor() actor: Actor,
    @Body() details: GiveDetails,
  ): Promise<SubjectDisseminationView> {
    return toSubjectDisseminationView(await this.disseminations.record(actor, details));
  }

  /** List the disseminations of your seat's entries, latest first. */
  @Get()
  @Requires('subject-index:read')
  async listDisseminations(
    @CurrentActor() actor: Actor,
    @Query() query: DisseminationsQuery,
  ): Promise<SubjectDisseminationPage> {
    const { items, nextCursor } = await this.disseminations.list(actor, query);
    return { items: items.map(toSubjectDisseminationView), nextCursor };
  }

  /** Get one dissemination. */
  @Get(':id')
  @Requires('subject-index:read')
  async readDissemination(@CurrentActor() actor: Actor, @Id() id: string): Promise<SubjectDisseminationView> {
    return toSubjectDisseminationView(await this.disseminations.get(actor, id));
  }
}
