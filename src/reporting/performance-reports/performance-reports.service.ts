import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { selectEntities, lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { NamesService } from '../../platform/names/names.service.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page, PageQuery } from '../../platform/http/paging.js';
import { InvalidInput, Forbidden } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { dayOf } from '../../platform/time/calendar.js';
import { SecondPersonRequired } from '../../casework/retention/retention.errors.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import { countPeriod, type CountResult } from './count-period.js';
import { countRecords } from './counted-records.js';
import { getDefinition, findDefinition, listMeasures, type PerformanceReportDefinition } from './definitions/index.js';
import { resolveCalendarPeriod, findOperationPeriod, type Period } from './period.js';
import { hashRecords, PerformanceReportRecords } from './performance-report-records.entity.js';
import { PerformanceReport } from './performance-report.entity.js';
import { toLockedReportView } from './performance-report.view.js';
import type {
  AnswerFindings,
  PreparePerformanceReport,
  PerformanceReportsQuery,
} from './performance-report.request.js';
import { DefinitionNotInForce, FiguresOutOfDate, ReportLocked, ReportPrepared } from './performance-reports.errors.js';
import { performanceReportPolicy } from './performance-reports.policy.js';

const listColumns = [
  'id',
  'taskForceId',
  'definition',
  'definitionVersion',
  'period',
  'fromOn',
  'untilOn',
  'revision',
  'state',
  'sha256',
] as const;

const lockPeriod = `SELECT pg_advisory_xact_lock(hashtextextended('performance report ' || $1 || ' ' || $2 || ' ' || $3, 0))`;
const hasUnanswered = `jsonb_path_exists(r.findings, '$[*] ? (@.answer == null)')`;

/** Performance reports: preparation, check, answers, approval by a second person, and withdrawal. */
@Injectable()
export class PerformanceReportsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly names: NamesService,
  ) {}

  get(actor: Actor, id: string): Promise<PerformanceReport> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, PerformanceReport, id));
  }

  list(actor: Actor, query: PerformanceReportsQuery): Promise<Page<PerformanceReport>> {
    return this.database.read(actor, (tx) =>
      listPage(tx, queryReports(tx, query), { list: 'performance_reports', query }),
    );
  }

  prepare(actor: Actor, request: PreparePerformanceReport): Promise<PerformanceReport> {
    const id = newId();
    const { revisionReason = null } = request;
    return this.database.change(
      actor,
      { action: 'performance-report.prepared', subject: id, reason: revisionReason },
      async (tx) => {
        const { seat } = actor;
        if (seat.level !== 'task_force') throw new Forbidden();
        const { taskForceId } = seat;
        const { zone } = await findByIdOrFail(tx, TaskForce, taskForceId);
        const now = this.clock.now();
        const period = await resolvePeriod(tx, taskForceId, request);
        if (period.from > dayOf(now, zone)) throw InvalidInput.forPath('', 'must be a period that has begun');
        const definition = findDefinitionInForce(request, period);
        const revision = await findNextRevision(tx, taskForceId, request, period);
        const { count, records } = await countPeriod(tx, taskForceId, definition, period);
        await tx.insert(PerformanceReport, {
          id,
          taskForceId,
          definition: definition.code,
          definitionVersion: definition.version,
          period: period.period,
          operationId: period.operationId,
          fromOn: period.from,
          untilOn: period.until,
          zone,
          ...revision,
          revisionReason,
          state: 'prepared',
          ...count,
          preparedBy: actor.accountId,
          preparedAt: now,
        });
        const storedRecords = tx.create(PerformanceReportRecords, { id, taskForceId });
        storedRecords.setRecords(records, listMeasures(definition));
        await tx.insert(PerformanceReportRecords, storedRecords);
        return findByIdOrFail(tx, PerformanceReport, id);
      },
    );
  }

  /** Counts a prepared report again. A finding with the same words retains its answer. */
  check(actor: Actor, id: string, version: number): Promise<PerformanceReport> {
    return this.database.change(actor, { action: 'performance-report.recounted', subject: id }, async (tx) => {
      const report = await lockPrepared(tx, actor, id, version);
      const { taskForceId, findings } = report;
      const definition = getDefinition(report.definition, report.definitionVersion);
      const { count, records } = await countPeriod(tx, taskForceId, definition, toPeriod(report), findings);
      report.replaceCount(count);
      await tx.save(report);
      await replaceRecords(tx, id, definition, records);
      return findByIdOrFail(tx, PerformanceReport, id);
    });
  }

  answer(actor: Actor, id: string, version: number, { answers }: AnswerFindings): Promise<PerformanceReport> {
    return this.database.change(actor, { action: 'performance-report.answered', subject: id }, async (tx) => {
      const report = await lockPrepared(tx, actor, id, version);
      const notes = new Map(answers.map(({ number, note }) => [number, note]));
      if (notes.size < answers.length) throw InvalidInput.forPath('/answers', 'must not name a finding twice');
      report.answer(notes, actor.accountId, this.clock.now());
      return tx.save(report);
    });
  }

  /** Approves a report, which makes it final. A second person must approve, and a new count must find the same records. */
  approve(actor: Actor, id: string, version: number): Promise<PerformanceReport> {
    return this.database.change(actor, { action: 'performance-report.approved', subject: id }, async (tx) => {
      const report = await lockPrepared(tx, actor, id, version);
      if (!performanceReportPolicy.approve(actor, report)) throw new SecondPersonRequired();
      const { zone } = await findByIdOrFail(tx, TaskForce, report.taskForceId);
      const now = this.clock.now();
      report.approve(actor.accountId, now, dayOf(now, zone));
      const { records } = await countRecords(
        tx,
        getDefinition(report.definition, report.definitionVersion),
        toPeriod(report),
      );
      if (!hashRecords(records).equals(report.recordsSha256)) throw new FiguresOutOfDate();
      const view = toLockedReportView(report);
      // The names are part of the document, as of the day of the approval.
      await this.names.fill(tx, view);
      report.storeDocument(JSON.stringify(view));
      return tx.save(report);
    });
  }

  withdraw(actor: Actor, id: string, version: number, reason: string): Promise<PerformanceReport> {
    return this.database.change(actor, { action: 'performance-report.withdrawn', subject: id, reason }, async (tx) => {
      const report = await lockPrepared(tx, actor, id, version);
      report.withdraw(reason, actor.accountId, this.clock.now());
      return tx.save(report);
    });
  }
}

/** Locks the row of a report in the state `prepared`, if the actor may work on it. */
async function lockPrepared(tx: EntityManager, actor: Actor, id: string, version: number): Promise<PerformanceReport> {
  authorize(performanceReportPolicy.prepare, actor, await findByIdOrFail(tx, PerformanceReport, id));
  const report = await lockForUpdate(tx, PerformanceReport, id, version);
  report.requirePrepared();
  return report;
}

async function resolvePeriod(
  tx: EntityManager,
  taskForceId: string,
  request: PreparePerformanceReport,
): Promise<Period> {
  const period = resolveCalendarPeriod(request.definition, request);
  return period ?? findOperationPeriod(tx, taskForceId, request.operationId ?? '');
}

function findDefinitionInForce(
  { definition, definitionVersion }: PreparePerformanceReport,
  { from }: Period,
): PerformanceReportDefinition {
  const found = findDefinition(definition, from);
  if (!found || (definitionVersion !== undefined && definitionVersion !== found.version)) {
    throw new DefinitionNotInForce(found?.version ?? null);
  }
  return found;
}

/**
 * Returns the next revision: the first of its period, or the correction of the latest locked report with a reason. The
 * period stays locked until the commit, so a concurrent request finds the report that this one prepares.
 */
async function findNextRevision(
  tx: EntityManager,
  taskForceId: string,
  { definition, revises, revisionReason }: PreparePerformanceReport,
  { period }: Period,
): Promise<Pick<PerformanceReport, 'revision' | 'revises'>> {
  await tx.query(lockPeriod, [taskForceId, definition, period]);
  const existing = await selectEntities(
    tx,
    tx
      .createQueryBuilder(PerformanceReport, 'r')
      .select(['r.id', 'r.state', 'r.revision'])
      .where('r.taskForceId = :taskForceId AND r.definition = :definition', { taskForceId, definition })
      .andWhere(`r.period = :period AND r.state <> 'withdrawn'`, { period })
      .orderBy('r.revision', 'DESC'),
  );
  const [latest] = existing;
  if (latest?.state === 'prepared') throw new ReportPrepared(latest.id);
  if (!latest) {
    if (revises !== undefined) throw InvalidInput.forPath('/revises', 'is not a locked report of that period');
    if (revisionReason !== undefined)
      throw InvalidInput.forPath('/revisionReason', 'is only for a revision of a locked report');
    return { revision: 1, revises: null };
  }
  if (latest.id !== revises?.toLowerCase()) throw new ReportLocked(latest.id);
  if (revisionReason === undefined)
    throw InvalidInput.forPath('/revisionReason', 'must give the reason for the correction of the locked report');
  return { revision: latest.revision + 1, revises: latest.id };
}

async function replaceRecords(
  tx: EntityManager,
  id: string,
  definition: PerformanceReportDefinition,
  records: CountResult['records'],
): Promise<void> {
  const storedRecords = await findByIdOrFail(tx, PerformanceReportRecords, id);
  storedRecords.setRecords(records, listMeasures(definition));
  await tx.save(storedRecords);
}

function toPeriod({ fromOn: from, untilOn: until, period, operationId }: PerformanceReport): Period {
  return { from, until, period, operationId };
}

/** Returns the query of the reports that meet the filters, the latest periods first. */
export function queryReports(
  tx: EntityManager,
  { definition, state, taskForceId, unanswered }: Omit<PerformanceReportsQuery, keyof PageQuery>,
): SelectQueryBuilder<PerformanceReport> {
  const reports = tx
    .createQueryBuilder(PerformanceReport, 'r')
    .select(listColumns.map((property) => `r.${property}`))
    .orderBy({ 'r.untilOn': 'DESC', 'r.id': 'DESC' });
  if (definition) reports.andWhere('r.definition = :definition', { definition });
  if (state) reports.andWhere('r.state = :state', { state });
  if (taskForceId) reports.andWhere('r.taskForceId = :taskForceId', { taskForceId });
  if (unanswered !== undefined) reports.andWhere(unanswered ? hasUnanswered : `NOT ${hasUnanswered}`);
  return reports;
}
