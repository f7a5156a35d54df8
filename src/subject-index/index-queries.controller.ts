import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import {
  AskSubjectIndex,
  IndexQueriesQuery,
  IndexQueryPage,
  IndexQueryView,
  summaryOf,
  viewOf,
} from './index-queries.contract.js';
import { IndexQueriesService } from './index-queries.service.js';

/** Questions whether any task force has a subject in the shared index. */
@Controller('subject-index/queries')
export class IndexQueriesController {
  constructor(private readonly queries: IndexQueriesService) {}

  /**
   * Ask the index about a subject, and say what for. The answer says whom to call, and every agency called up logs it.
   * @throws AgreementRequired
   */
  @Post()
  @Requires('subject-index:read')
  async queryIndex(@CurrentActor() actor: Actor, @Body() asking: AskSubjectIndex): Promise<IndexQueryView> {
    return viewOf(await this.queries.ask(actor, asking));
  }

  /** List what one has asked, as a supervisor what the seat has asked, the latest first. */
  @Get()
  @Requires('subject-index:read')
  async listIndexQueries(@CurrentActor() actor: Actor, @Query() query: IndexQueriesQuery): Promise<IndexQueryPage> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map(summaryOf), nextCursor };
  }

  /** Read a query and what it was answered. */
  @Get(':id')
  @Requires('subject-index:read')
  async readIndexQuery(@CurrentActor() actor: Actor, @Id() id: string): Promise<IndexQueryView> {
    return viewOf(await this.queries.get(actor, id));
  }
}
