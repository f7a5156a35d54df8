import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { QueryByPost } from '../../platform/http/safe-post.decorator.js';
import { StreamsResponse, type StreamedResponse } from '../../platform/http/streamed-response.js';
import { Clock } from '../../platform/time/clock.js';
import { ExportedReportsService } from './exported-reports.service.js';
import {
  ExportBacklog,
  ExportDisclosures,
  ExportOperation,
  ExportOrder,
  ExportRecords,
  ExportsQuery,
  ExportTimeliness,
  ExportTotals,
} from './export.request.js';
import { ExportPage, ExportView, toExportView } from './export.view.js';
import { ExportsService } from './exports.service.js';
import { fileTypes } from './file-types.js';

const fileResponse = {
  description: 'The file.',
  content: Object.fromEntries(
    Object.values(fileTypes).map(({ type }) => [
      type.split(';')[0] ?? type,
      { schema: { type: 'string', format: 'binary' } as const },
    ]),
  ),
};

/** Reports and counted records as files. Each call makes a new file. */
@Controller('exports')
export class ExportsController {
  constructor(
    private readonly exports: ExportsService,
    private readonly reports: ExportedReportsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Export the totals of a period as CSV, XLSX, JSON or PDF. The file has the content of `GET /reports/totals` and the
   * definitions of its numbers. The trail records the export before the file is sent, and the file name contains the
   * export's id. An aborted file has no trailer.
   * @throws DisclosureRisk
   */
  @Post('totals')
  @Requires('reports:export')
  @QueryByPost()
  @StepUp()
  @StreamsResponse()
  @ApiOkResponse(fileResponse)
  exportTotals(@CurrentActor() actor: Actor, @Body() order: ExportTotals): Promise<StreamedResponse> {
    return this.reports.exportTotals(actor, order);
  }

  /**
   * Export an operation's report as CSV, XLSX, JSON or PDF. The file has the content of `GET /reports/operations/{id}`.
   * @throws DisclosureRisk
   */
  @Post('operations/:id')
  @Requires('reports:export')
  @QueryByPost()
  @StepUp()
  @StreamsResponse()
  @ApiOkResponse(fileResponse)
  exportOperationReport(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() order: ExportOperation,
  ): Promise<StreamedResponse> {
    return this.reports.exportOperation(actor, id, order);
  }

  /**
   * Export the durations of the steps of a period as CSV, XLSX, JSON or PDF. The file has the content of `GET
   * /reports/timeliness`.
   */
  @Post('timeliness')
  @Requires('reports:export')
  @QueryByPost()
  @StepUp()
  @StreamsResponse()
  @ApiOkResponse(fileResponse)
  exportTimeliness(@CurrentActor() actor: Actor, @Body() order: ExportTimeliness): Promise<StreamedResponse> {
    return this.reports.exportTimeliness(actor, order);
  }

  /** Export the backlog as CSV, XLSX, JSON or PDF. The file has the content of `GET /reports/backlog`. */
  @Post('backlog')
  @Requires('reports:export')
  @QueryByPost()
  @StepUp()
  @StreamsResponse()
  @ApiOkResponse(fileResponse)
  exportBacklog(@CurrentActor() actor: Actor, @Body() order: ExportBacklog): Promise<StreamedResponse> {
    return this.reports.exportBacklog(actor, order);
  }

  /**
   * Export the report of disclosures as CSV, XLSX, JSON or PDF. The file has the content of `GET /reports/disclosures`.
   */
  @Post('disclosures')
  @Requires('reports:export')
  @QueryByPost()
  @StepUp()
  @StreamsResponse()
  @ApiOkResponse(fileResponse)
  exportDisclosureReport(@CurrentActor() actor: Actor, @Body() order: ExportDisclosures): Promise<StreamedResponse> {
    return this.reports.exportDisclosures(actor, order);
  }

  /**
   * Export a performance report as CSV, XLSX, JSON or PDF. The file has the items of `GET /performance-reports/{id}`. A report that
   * is not locked is for the unit only, and findings always are.
   * @throws DisclosureRisk
   * @throws DiffersFromPublished
   */
  @Post('performance-reports/:id')
  @Requires('reports:export')
  @QueryByPost()
  @StepUp()
  @StreamsResponse()
  @ApiOkResponse(fileResponse)
  exportPerformanceReport(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() order: ExportOrder,
  ): Promise<StreamedResponse> {
    return this.reports.exportPerformanceReport(actor, id, order);
  }

  /**
   * Export the records that are counted in a period, one per row, as CSV, XLSX, JSON or PDF. An agency gets its own
   * records, a task force all of its records, the national seat none. The file is for the unit only. An account may
   * make five such exports in 24 hours.
   */
  @Post('records')
  @Requires('records:export')
  @QueryByPost()
  @StepUp()
  @StreamsResponse()
  @ApiOkResponse(fileResponse)
  exportRecords(@CurrentActor() actor: Actor, @Body() order: ExportRecords): Promise<StreamedResponse> {
    return this.reports.exportRecords(actor, order);
  }

  /** List your exports, and as a supervisor those of your seat, the latest first. */
  @Get()
  @Requires('exports:read')
  async listExports(@CurrentActor() actor: Actor, @Query() query: ExportsQuery): Promise<ExportPage> {
    const { items, nextCursor } = await this.exports.list(actor, query);
    return { items: items.map((item) => toExportView(item, this.clock.now())), nextCursor };
  }

  /** Get an export: its purpose, its state and its hash. */
  @Get(':id')
  @Requires('exports:read')
  async readExport(@CurrentActor() actor: Actor, @Id() id: string): Promise<ExportView> {
    return toExportView(await this.exports.get(actor, id), this.clock.now());
  }
}
