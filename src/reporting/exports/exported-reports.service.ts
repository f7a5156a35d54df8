import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { LongReads } from '../../platform/limits/long-reads.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { StreamedResponse } from '../../platform/http/streamed-response.js';
import { addDays } from '../../platform/time/calendar.js';
import { ChartsService } from '../charts/charts.service.js';
import { DisclosuresReportService } from '../reports/disclosures-report.service.js';
import { OperationReportService } from '../reports/operation-report.service.js';
import { resolveDays } from '../reports/period.js';
import { BacklogService } from '../reports/timeliness/backlog.service.js';
import { TimelinessService } from '../reports/timeliness/timeliness.service.js';
import { toPublishedOperation, getTotalsPlace, toPublishedTotals } from '../reports/publications/published-views.js';
import { PublicationsService } from '../reports/publications/publications.service.js';
import { TotalsService } from '../reports/totals.service.js';
import { toPerformanceReportView } from '../performance-reports/performance-report.view.js';
import { PerformanceReportsService } from '../performance-reports/performance-reports.service.js';
import type {
  ExportBacklog,
  ExportDisclosures,
  ExportOperation,
  ExportOrder,
  ExportRecords,
  ExportTimeliness,
  ExportTotals,
} from './export.request.js';
import { ExportsService } from './exports.service.js';
import { PublicationDraft } from './publication-draft.js';
import { buildBacklogReport } from './reports/backlog.js';
import { buildDisclosuresReport } from './reports/disclosures.js';
import { buildOperationReport } from './reports/operation.js';
import { buildRecordsReport, type CountedRecord } from './reports/records.js';
import { buildPerformanceReport } from './reports/performance-report.js';
import { buildTimelinessReport } from './reports/timeliness.js';
import { buildTotalsReport } from './reports/totals.js';

const selectRecords = 'SELECT oversight.open_records($1, $2, $3, $4)';

/** Exportable content: each report as its route returns it, and the counted records. */
@Injectable()
export class ExportedReportsService {
  constructor(
    private readonly exports: ExportsService,
    private readonly longReads: LongReads,
    private readonly charts: ChartsService,
    private readonly totalsService: TotalsService,
    private readonly operationReports: OperationReportService,
    private readonly timelinessService: TimelinessService,
    private readonly backlogService: BacklogService,
    private readonly disclosuresReports: DisclosuresReportService,
    private readonly performanceReports: PerformanceReportsService,
    private readonly publications: PublicationsService,
  ) {}

  exportTotals(actor: Actor, order: ExportTotals): Promise<StreamedResponse> {
    return this.exports.make(actor, 'totals', order, async () => {
      const view = await this.totalsService.read(actor, order.query);
      const scopeName = await this.charts.nameScope(actor, view.scope);
      if (order.handling !== 'public_release') return buildTotalsReport(view, scopeName, order.handling);
      return new PublicationDraft('totals', (register) =>
        Promise.resolve(buildTotalsReport(toPublishedTotals(view, register), scopeName, order.handling, register)),
      );
    });
  }

  exportOperation(actor: Actor, id: string, order: ExportOperation): Promise<StreamedResponse> {
    const { query = {}, handling } = order;
    return this.exports.make(actor, 'operation', order, async () => {
      const view = await this.operationReports.read(actor, id, query);
      const scopeName = await this.charts.nameScope(actor, view.scope);
      if (handling !== 'public_release') return buildOperationReport(view, scopeName, handling);
      return new PublicationDraft('operation', async (register, publisher) => {
        const { startsOn, endsOn } = view.operation;
        const window = { from: startsOn, until: addDays(endsOn, 1) };
        const place = await this.publications.placeOfOperation(publisher, register, id, window, view.scope);
        return buildOperationReport(toPublishedOperation(view, place, register), scopeName, handling, {
          register,
          place,
        });
      });
    });
  }

  exportTimeliness(actor: Actor, order: ExportTimeliness): Promise<StreamedResponse> {
    return this.exports.make(actor, 'timeliness', order, async () => {
      const view = await this.timelinessService.read(actor, order.query);
      return buildTimelinessReport(view, await this.charts.nameScope(actor, view.scope));
    });
  }

  exportBacklog(actor: Actor, order: ExportBacklog): Promise<StreamedResponse> {
    const { query = {} } = order;
    return this.exports.make(actor, 'backlog', order, async () => {
      const view = await this.backlogService.read(actor, query);
      return buildBacklogReport(view, await this.charts.nameScope(actor, view.scope));
    });
  }

  exportDisclosures(actor: Actor, order: ExportDisclosures): Promise<StreamedResponse> {
    return this.exports.make(actor, 'disclosures', order, async () => {
      const view = await this.disclosuresReports.read(actor, order.query);
      return buildDisclosuresReport(view, await this.charts.nameScope(actor, view.scope));
    });
  }

  /**
   * Exports a performance report. Only a locked one may leave the unit, because a second person has then approved it.
   */
  exportPerformanceReport(actor: Actor, id: string, order: ExportOrder): Promise<StreamedResponse> {
    const { handling } = order;
    return this.exports.make(actor, 'performance_report', order, async () => {
      const report = toPerformanceReportView(await this.performanceReports.get(actor, id), actor);
      if (handling !== 'unit_only' && report.state !== 'locked') {
        throw InvalidInput.forPath(
          '/handling',
          'must be unit_only: a performance report leaves the unit only after it is locked',
        );
      }
      const { taskForceId } = report;
      const scopeName = await this.charts.nameScope(actor, { level: 'task_force', taskForceId, agencyId: null });
      if (handling !== 'public_release') return buildPerformanceReport(report, scopeName, handling);
      return new PublicationDraft('performance_report', async (register, publisher) => {
        const { operationId, from, until } = report;
        const scope = { taskForceId, agencyId: null };
        const place =
          operationId === null
            ? getTotalsPlace({ scope: { level: 'task_force', ...scope }, from, until })
            : await this.publications.placeOfOperation(publisher, register, operationId, { from, until }, scope);
        return buildPerformanceReport(report, scopeName, handling, { register, place });
      });
    });
  }

  exportRecords(actor: Actor, order: ExportRecords): Promise<StreamedResponse> {
    const { measure = null } = order.query;
    const { from, until } = resolveDays(order.query);
    if (order.handling !== 'unit_only') {
      throw InvalidInput.forPath('/handling', 'must be unit_only: records do not leave the unit by an export');
    }
    const batches = this.longReads.prepare<CountedRecord>(actor, (tx, cursor) =>
      tx.query(selectRecords, [from, until, measure, cursor]),
    );
    const report = buildRecordsReport({ from, until, measure }, batches);
    return this.exports.make(actor, 'records', order, () => Promise.resolve(report), batches);
  }
}
