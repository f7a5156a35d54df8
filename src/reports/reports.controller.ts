import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { DisclosuresReportService } from './disclosures-report.service.js';
import { OperationReportService } from './operation-report.service.js';
import {
  DisclosuresReportQuery,
  DisclosuresReportView,
  OperationReportQuery,
  OperationReportView,
  TotalsQuery,
  TotalsView,
} from './reports.contract.js';
import { TotalsService } from './totals.service.js';

/** Totals, counted from the records, of a period and of an operation. */
@Controller('reports')
export class ReportsController {
  constructor(
    private readonly totals: TotalsService,
    private readonly operations: OperationReportService,
    private readonly disclosures: DisclosuresReportService,
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

  /**
   * Read how often something left in a period, on which basis, by what and to whom.
   * It counts what one may list of the log of disclosures, and from the national seat all of it. A disclosure falls on the day it was
   * where its task force is.
   */
  @Get('disclosures')
  @Requires('reports:read')
  disclosed(@CurrentActor() actor: Actor, @Query() query: DisclosuresReportQuery): Promise<DisclosuresReportView> {
    return this.disclosures.read(actor, query);
  }
}
