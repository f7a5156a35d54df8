import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { AskSubjectIndex, IndexQueriesQuery } from './index-query.request.js';
import { IndexQueryPage, IndexQueryView, toIndexQuerySummary, toIndexQueryView } from './index-query.view.js';
import { IndexQueriesService } from './index-queries.service.js';

/** Queries about subjects in the shared index of all task forces. */
@Controller('subject-index/queries')
export class IndexQueriesController {
  constructor(private readonly queries: IndexQueriesService) {}

  /**
   * Query the index about a subject, with a purpose. The response lists the agencies to contact, and is logged for each
   * of them.
   * @throws AgreementRequired
   */
  @Post()
  @Requires('subject-index:read')
  async queryIndex(@CurrentActor() actor: Actor, @Body() request: AskSubjectIndex): Promise<IndexQueryView> {
    return toIndexQueryView(await this.queries.ask(actor, request));
  }

  /** List your queries, or as a supervisor those of your seat, latest first. */
  @Get()
  @Requires('subject-index:read')
  async listIndexQueries(@CurrentActor() actor: Actor, @Query() query: IndexQueriesQuery): Promise<IndexQueryPage> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map(toIndexQuerySummary), nextCursor };
  }

  /** Get a query and its pointers. */
  @Get(':id')
  @Requires('subject-index:read')
  async readIndexQuery(@CurrentActor() actor: Actor, @Id() id: string): Promise<IndexQueryView> {
    return toIndexQueryView(await this.queries.get(actor, id));
  }
}
