import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { ReplicaRead } from '../../platform/database/replica-read.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { QueryByPost } from '../../platform/http/safe-post.decorator.js';
import { StreamsResponse, WholeFile } from '../../platform/http/streamed-response.js';
import { DisclosuresReportService } from './disclosures-report.service.js';
import { OperationReportService } from './operation-report.service.js';
import { PressReleaseService } from './press-release.service.js';
import { DisclosuresReportQuery, OperationReportQuery, TotalsQuery } from './report.request.js';
import { DisclosuresReportView, OperationReportView, TotalsView } from './report.view.js';
import { OperationRowsQuery, TotalsRowsQuery } from './drill-down.request.js';
import { DrillDownView } from './drill-down.view.js';
import { DrillDownService } from './drill-down.service.js';
import { TotalsService } from './totals.service.js';

/** Totals of a period and of an operation, counted from the records. */
@Controller('reports')
export class ReportsController {
  constructor(
    private readonly totals: TotalsService,
    private readonly operations: OperationReportService,
    private readonly disclosures: DisclosuresReportService,
    private readonly drillDowns: DrillDownService,
    private readonly releases: PressReleaseService,
  ) {}

  /**
   * Get the totals of a period. An agency gets its own figures or its task force's totals. A task force gets its own
   * figures, and the national seat those of all task forces. A record counts on its day in the time zone of its task
   * force.
   */
  @Get('totals')
  @Requires('reports:read')
  @ReplicaRead()
  readTotals(@CurrentActor() actor: Actor, @Query() query: TotalsQuery): Promise<TotalsView> {
    return this.totals.read(actor, query);
  }

  /**
   * List the records that a number of the totals counts (drill-down), the latest first. Send the values of a row of the
   * report as parameters. For its month, send the first day as `from` and that of the next month as `until`. A task
   * force and an agency get their own records. For its whole task force an agency gets counts by type and mode, and no
   * rows. The national seat gets counts by task force, and no rows. Records that the reader may not see are counted
   * without details. Historical totals have no rows.
   */
  @Get('totals/drill-down')
  @Requires('reports:drill-down')
  listTotalsRows(@CurrentActor() actor: Actor, @Query() query: TotalsRowsQuery): Promise<DrillDownView> {
    return this.drillDowns.readTotals(actor, query);
  }

  /** Get the totals of an operation: records in its window, or tagged records. */
  @Get('operations/:id')
  @Requires('reports:read')
  @ReplicaRead()
  readOperationReport(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: OperationReportQuery,
  ): Promise<OperationReportView> {
    return this.operations.read(actor, id, query);
  }

  /** List the records that a number of an operation's report counts (drill-down), as for the totals. */
  @Get('operations/:id/drill-down')
  @Requires('reports:drill-down')
  listOperationReportRows(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: OperationRowsQuery,
  ): Promise<DrillDownView> {
    return this.drillDowns.readOperation(actor, id, query);
  }

  /**
   * Publish the press release of an operation as Markdown, each figure with a link to its drill-down. Only a supervisor
   * publishes it. Figures are rounded down, and 1 to 4 offenders or children appear as fewer than five. The published
   * figures are entered in the register of publications. A number that would reveal a suppressed one is not disclosed.
   * @throws DisclosureRisk
   */
  @Post('operations/:id/release')
  @Requires('reports:export')
  @QueryByPost()
  @StepUp()
  @StreamsResponse()
  @ApiOkResponse({
    description: 'The press release.',
    content: { 'text/markdown': { schema: { type: 'string', format: 'binary' } } },
  })
  async publishPressRelease(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: OperationReportQuery,
  ): Promise<WholeFile> {
    const text = Buffer.from(await this.releases.publish(actor, id, query));
    return new WholeFile({ type: 'text/markdown; charset=utf-8' }, text);
  }

  /**
   * Get the number of disclosures in a period, by basis, kind and recipient. It counts the disclosures that you may
   * list. The national seat gets the counts of all. A disclosure counts on its day in the time zone of its task force.
   */
  @Get('disclosures')
  @Requires('reports:read')
  @ReplicaRead()
  readDisclosureReport(
    @CurrentActor() actor: Actor,
    @Query() query: DisclosuresReportQuery,
  ): Promise<DisclosuresReportView> {
    return this.disclosures.read(actor, query);
  }
}
