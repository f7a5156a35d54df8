import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { definitions } from './definitions/index.js';
import { MissingReturnsService } from './missing-returns.service.js';
import {
  definitionViewOf,
  MissingReturnsQuery,
  MissingReturnsView,
  ReturnDefinitionsView,
} from './return-definitions.contract.js';

/** Definitions of performance reports, and task forces without one. */
@Controller()
export class ReturnDefinitionsController {
  constructor(private readonly missing: MissingReturnsService) {}

  /** List the definitions of performance reports, with the days on which each is in force. */
  @Get('return-definitions')
  @Requires('returns:read')
  listPerformanceReportDefinitions(): ReturnDefinitionsView {
    return { items: definitions.map(definitionViewOf) };
  }

  /**
   * List the task forces without a locked performance report of a period. Only the national seat, which receives the
   * reports, may list them.
   */
  @Get('missing-returns')
  @Requires('returns:read')
  listMissingPerformanceReports(
    @CurrentActor() actor: Actor,
    @Query() query: MissingReturnsQuery,
  ): Promise<MissingReturnsView> {
    return this.missing.read(actor, query);
  }
}
