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

/** What task forces have to tell, and who has not. */
@Controller()
export class ReturnDefinitionsController {
  constructor(private readonly missing: MissingReturnsService) {}

  /** List the definitions of returns, with the days whose periods each is of. */
  @Get('return-definitions')
  @Requires('returns:read')
  listPerformanceReportDefinitions(): ReturnDefinitionsView {
    return { items: definitions.map(definitionViewOf) };
  }

  /** List the task forces that have locked no return of a period: for the national seat, which they are made to. */
  @Get('missing-returns')
  @Requires('returns:read')
  listMissingPerformanceReports(
    @CurrentActor() actor: Actor,
    @Query() query: MissingReturnsQuery,
  ): Promise<MissingReturnsView> {
    return this.missing.read(actor, query);
  }
}
