import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { LongReads } from '../../platform/limits/long-reads.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { StreamedAnswer } from '../../platform/http/streamed-answer.js';
import { addDays } from '../../platform/time/calendar.js';
import { ChartsService } from '../charts/charts.service.js';
import { DisclosuresReportService } from '../reports/disclosures-report.service.js';
import { OperationReportService } from '../reports/operation-report.service.js';
import { daysOf } from '../reports/period.js';
import { BacklogService } from '../reports/timeliness/backlog.service.js';
import { TimelinessService } from '../reports/timeliness/timeliness.service.js';
import { operationAsPublished, placeOfTotals, totalsAsPublished } from '../reports/publications/as-published.js';
import { PublicationsService } from '../reports/publications/publications.service.js';
import { TotalsService } from '../reports/totals.service.js';
import { viewOf as returnViewOf } from '../performance-reports/returns.contract.js';
import { PerformanceReportsService } from '../performance-reports/returns.service.js';
import type {
  ExportBacklog,
  ExportDisclosures,
  ExportOperation,
  ExportOrder,
  ExportRecords,
  ExportTimeliness,
  ExportTotals,
} from './exports.contract.js';
import { ExportsService } from './exports.service.js';
import { Publishing } from './publishing.js';
import { backlogReport } from './reports/backlog.js';
import { disclosuresReport } from './reports/disclosures.js';
import { operationReport } from './reports/operation.js';
import { recordsReport, type CountedRecord } from './reports/records.js';
import { returnReport } from './reports/return.js';
import { timelinessReport } from './reports/timeliness.js';
import { totalsReport } from './reports/totals.js';

const openRecords = 'SELECT oversight.open_records($1, $2, $3, $4)';

/** Exportable content: each report as its route returns it, and the counted records. */
@Injectable()
export class ExportedReportsService {
  constructor(
    private readonly exports: ExportsService,
    private readonly longReads: LongReads,
    private readonly charts: ChartsService,
    private readonly totalsOf: TotalsService,
    private readonly operationOf: OperationReportService,
    private readonly timelinessOf: TimelinessService,
    private readonly backlogOf: BacklogService,
    private readonly disclosuresOf: DisclosuresReportService,
    private readonly returns: PerformanceReportsService,
    private readonly publications: PublicationsService,
  ) {}

  totals(actor: Actor, order: ExportTotals): Promise<StreamedAnswer> {
    return this.exports.make(actor, 'totals', order, async () => {
      const view = await this.totalsOf.read(actor, order.query);
      const whose = await this.charts.whose(actor, view.scope);
      if (order.handling !== 'public_release') return totalsReport(view, whose, order.handling);
      return new Publishing('totals', (register) =>
        Promise.resolve(totalsReport(totalsAsPublished(view, register), whose, order.handling, register)),
      );
    });
  }

  operation(actor: Actor, id: string, order: ExportOperation): Promise<StreamedAnswer> {
    const { query = {}, handling } = order;
    return this.exports.make(actor, 'operation', order, async () => {
      const view = await this.operationOf.read(actor, id, query);
      const whose = await this.charts.whose(actor, view.scope);
      if (handling !== 'public_release') return operationReport(view, whose, handling);
      return new Publishing('operation', async (register, publisher) => {
        const { startsOn, endsOn } = view.operation;
        const window = { from: startsOn, until: addDays(endsOn, 1) };
        const place = await this.publications.placeOfOperation(publisher, register, id, window, view.scope);
        return operationReport(operationAsPublished(view, place, register), whose, handling, { register, place });
      });
    });
  }

  timeliness(actor: Actor, order: ExportTimeliness): Promise<StreamedAnswer> {
    return this.exports.make(actor, 'timeliness', order, async () => {
      const view = await this.timelinessOf.read(actor, order.query);
      return timelinessReport(view, await this.charts.whose(actor, view.scope));
    });
  }

  backlog(actor: Actor, order: ExportBacklog): Promise<StreamedAnswer> {
    const { query = {} } = order;
    return this.exports.make(actor, 'backlog', order, async () => {
      const view = await this.backlogOf.read(actor, query);
      return backlogReport(view, await this.charts.whose(actor, view.scope));
    });
  }

  disclosures(actor: Actor, order: ExportDisclosures): Promise<StreamedAnswer> {
    return this.exports.make(actor, 'disclosures', order, async () => {
      const view = await this.disclosuresOf.read(actor, order.query);
      return disclosuresReport(view, await this.charts.whose(actor, view.scope));
    });
  }

  /**
   * Exports a performance report. Only a locked one may leave the unit, because a second person has then approved it.
   */
  return(actor: Actor, id: string, order: ExportOrder): Promise<StreamedAnswer> {
    const { handling } = order;
    return this.exports.make(actor, 'return', order, async () => {
      const made = returnViewOf(await this.returns.get(actor, id), actor);
      if (handling !== 'unit_only' && made.state !== 'locked') {
        throw InvalidInput.at(
          '/handling',
          'must be unit_only: a performance report leaves the unit only after it is locked',
        );
      }
      const { taskForceId } = made;
      const whose = await this.charts.whose(actor, { at: 'task_force', taskForceId, agencyId: null });
      if (handling !== 'public_release') return returnReport(made, whose, handling);
      return new Publishing('return', async (register, publisher) => {
        const { operationId, from, until } = made;
        const scope = { taskForceId, agencyId: null };
        const place =
          operationId === null
            ? placeOfTotals({ scope: { at: 'task_force', ...scope }, from, until })
            : await this.publications.placeOfOperation(publisher, register, operationId, { from, until }, scope);
        return returnReport(made, whose, handling, { register, place });
      });
    });
  }

  records(actor: Actor, order: ExportRecords): Promise<StreamedAnswer> {
    const { measure = null } = order.query;
    const { from, until } = daysOf(order.query);
    if (order.handling !== 'unit_only') {
      throw InvalidInput.at('/handling', 'must be unit_only: records do not leave the unit by an export');
    }
    const lots = this.longReads.of<CountedRecord>(actor, (tx, cursor) =>
      tx.query(openRecords, [from, until, measure, cursor]),
    );
    const report = recordsReport({ from, until, measure }, lots);
    return this.exports.make(actor, 'records', order, () => Promise.resolve(report), lots);
  }
}
