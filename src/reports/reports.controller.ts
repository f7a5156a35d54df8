import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { OperationReportService } from './operation-report.service.js';
import { OperationReportQuery, OperationReportView, TotalsQuery, TotalsView } from './reports.contract.js';
import { TotalsService } from './totals.service.js';

/** Totals, counted from the records, of a period and of an operation. */
@Controller('reports')
export class ReportsController {
  constructor(
    private readonly totals: TotalsService,
    private readonly operations: OperationReportService,
  ) {}

  /**
   * Read the totals of a period.
   * An agency's seat gets its own figures or its task force's totals, a task force's seat its own, the national seat all. A
   * record falls on the day it was where its task force is.
   */
  @Get('totals')
  @Requires('reports:read')
  period(@CurrentActor() actor: Actor, @Query() query: TotalsQuery): Promise<TotalsView> {
    return this.totals.read(actor, query);
  }

  /** Read an operation's totals: what its task forces recorded in its window, or what was tagged. */
  @Get('operations/:id')
  @Requires('reports:read')
  operation(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: OperationReportQuery,
  ): Promise<OperationReportView> {
    return this.operations.read(actor, id, query);
  }
}
