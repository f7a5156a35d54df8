import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { CurrentActor, Requires, StepUp } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { Asks } from '../platform/http/questions.js';
import { Streams, WholeFile } from '../platform/http/streamed-answer.js';
import { DisclosuresReportService } from './disclosures-report.service.js';
import { OperationReportService } from './operation-report.service.js';
import { PressReleaseService } from './press-release.service.js';
import {
  DisclosuresReportQuery,
  DisclosuresReportView,
  OperationReportQuery,
  OperationReportView,
  TotalsQuery,
  TotalsView,
} from './reports.contract.js';
import { OperationRowsQuery, RowsBehindView, TotalsRowsQuery } from './rows-behind.contract.js';
import { RowsBehindService } from './rows-behind.service.js';
import { TotalsService } from './totals.service.js';

/** Totals, counted from the records, of a period and of an operation. */
@Controller('reports')
export class ReportsController {
  constructor(
    private readonly totals: TotalsService,
    private readonly operations: OperationReportService,
    private readonly disclosures: DisclosuresReportService,
    private readonly behind: RowsBehindService,
    private readonly releases: PressReleaseService,
  ) {}

  /**
   * Read the totals of a period.
   * An agency's seat gets its own figures or its task force's totals, a task force's seat its own, the national seat all. A
   * record falls on the day it was where its task force is.
   */
  @Get('totals')
  @Requires('reports:read')
  readTotals(@CurrentActor() actor: Actor, @Query() query: TotalsQuery): Promise<TotalsView> {
    return this.totals.read(actor, query);
  }

  /**
   * Open a number of the totals: list what is counted in it, the latest first.
   * It is asked for in the words that the row of the report has, its month as from and until. A task force gets the rows of its
   * own, an agency its own; how much its whole task force counts an agency gets by type and mode, and the national seat by task
   * force: never a row. What the reader may not see is counted, and not told. Figures that were carried over have no rows.
   */
  @Get('totals/rows')
  @Requires('reports:open')
  listTotalsRows(@CurrentActor() actor: Actor, @Query() query: TotalsRowsQuery): Promise<RowsBehindView> {
    return this.behind.ofTotals(actor, query);
  }

  /** Read an operation's totals: what its task forces recorded in its window, or what was tagged. */
  @Get('operations/:id')
  @Requires('reports:read')
  readOperationReport(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: OperationReportQuery,
  ): Promise<OperationReportView> {
    return this.operations.read(actor, id, query);
  }

  /** Open a number of an operation's report: list what is counted in it, as behind a number of the totals. */
  @Get('operations/:id/rows')
  @Requires('reports:open')
  listOperationReportRows(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: OperationRowsQuery,
  ): Promise<RowsBehindView> {
    return this.behind.ofOperation(actor, id, query);
  }

  /**
   * Publish the press release of an operation: Markdown, from its report, each figure a link to its rows.
   * A supervisor publishes it. Figures are rounded down, and 1 to 4 offenders or children are fewer than five. What it tells is entered
   * in the register of publications, and a number from which a suppressed one could be computed is not disclosed.
   * @throws PublicationReveals
   */
  @Post('operations/:id/release')
  @Requires('reports:export')
  @Asks()
  @StepUp()
  @Streams()
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
   * Read how often something left in a period, on which basis, by what and to whom.
   * It counts what one may list of the log of disclosures, and from the national seat all of it. A disclosure falls on the day it was
   * where its task force is.
   */
  @Get('disclosures')
  @Requires('reports:read')
  readDisclosureReport(
    @CurrentActor() actor: Actor,
    @Query() query: DisclosuresReportQuery,
  ): Promise<DisclosuresReportView> {
    return this.disclosures.read(actor, query);
  }
}
