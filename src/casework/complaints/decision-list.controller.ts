import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { DecisionPage, toDecisionView } from './decision-list.view.js';
import { DecisionsQuery } from './decision-list.request.js';
import { DecisionListService } from './decision-list.service.js';

/** Decisions about a complaint, with their reasons. */
@Controller('complaints')
export class DecisionListController {
  constructor(private readonly decisions: DecisionListService) {}

  /**
   * List the decisions about a complaint in all its cycles, latest first. They are triages, assignments, holds,
   * proposals to close, dispositions, merges and reopenings, each with its reason.
   */
  @Get(':id/decisions')
  @Requires('complaints:read')
  async listComplaintDecisions(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: DecisionsQuery,
  ): Promise<DecisionPage> {
    const { items, nextCursor } = await this.decisions.list(actor, id, query);
    return { items: items.map(toDecisionView), nextCursor };
  }
}
