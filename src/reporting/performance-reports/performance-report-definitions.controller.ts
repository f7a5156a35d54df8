import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { ReplicaRead } from '../../platform/database/replica-read.decorator.js';
import { definitions } from './definitions/index.js';
import { MissingPerformanceReportsService } from './missing-performance-reports.service.js';
import {
  toPerformanceReportDefinitionView,
  MissingPerformanceReportsView,
  PerformanceReportDefinitionsView,
} from './performance-report-definition.view.js';
import { MissingPerformanceReportsQuery } from './performance-report-definition.request.js';

/** Definitions of performance reports, and task forces without one. */
@Controller()
export class PerformanceReportDefinitionsController {
  constructor(private readonly missing: MissingPerformanceReportsService) {}

  /** List the definitions of performance reports, with the days on which each is in force. */
  @Get('performance-report-definitions')
  @Requires('performance-reports:read')
  listPerformanceReportDefinitions(): PerformanceReportDefinitionsView {
    return { items: definitions.map(toPerformanceReportDefinitionView) };
  }

  /**
   * List the task forces without a locked performance report of a period. Only the national seat, which receives the
   * reports, may list them.
   */
  @Get('missing-performance-reports')
  @Requires('performance-reports:read')
  @ReplicaRead()
  listMissingPerformanceReports(
    @CurrentActor() actor: Actor,
    @Query() query: MissingPerformanceReportsQuery,
  ): Promise<MissingPerformanceReportsView> {
    return this.missing.read(actor, query);
  }
}
