import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { locked, required } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { Keyset, pageOf, type Page } from '../../platform/http/paging.js';
import { InvalidInput, Forbidden } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { dayOf } from '../../platform/time/calendar.js';
import { SecondPersonRequired } from '../../casework/retention/retention.errors.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import { countOf, type Counted } from './counting.js';
import { countedIn } from './counted-records.js';
import { definitionOf, definitionOn, measuresOf, type PerformanceReportDefinition } from './definitions/index.js';
import { calendarPeriodOf, operationPeriodOf, type Period } from './period.js';
import { hashOfRecords, PerformanceReportRecords } from './return-records.entity.js';
import { Return } from './return.entity.js';
import {
  documentOf,
  type AnswerFindings,
  type PreparePerformanceReport,
  type PerformanceReportsQuery,
} from './returns.contract.js';
import { DefinitionNotInForce, FiguresOutOfDate, ReportLocked, ReportPrepared } from './returns.errors.js';
import { performanceReportPolicy } from './returns.policy.js';

const listed = [
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

/** Performance reports: preparation, check, answers, approval by a second person, and withdrawal. */
@Injectable()
export class PerformanceReportsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<Return> {
    return this.database.read(actor, (tx) => required(tx, Return, id));
  }

  list(actor: Actor, query: PerformanceReportsQuery): Promise<Page<Return>> {
    const { definition, state, taskForceId, limit } = query;
    const keyset = new Keyset('returns', query, ['day', 'id']);
    const after = keyset.after(query.cursor);
    return this.database.read(actor, async (tx) => {
      const returns = tx
        .createQueryBuilder(Return, 'r')
        .select(listed.map((property) => `r.${property}`))
        .orderBy({ 'r.untilOn': 'DESC', 'r.id': 'DESC' });
      if (definition) returns.andWhere('r.definition = :definition', { definition });
      if (state) returns.andWhere('r.state = :state', { state });
      if (taskForceId) returns.andWhere('r.taskForceId = :taskForceId', { taskForceId });
      if (after) returns.andWhere('(r.untilOn, r.id) < (:day, :id)', { day: after[0], id: after[1] });
      const rows = await returns.limit(limit + 1).getMany();
      return pageOf(rows, limit, ({ untilOn, id }) => keyset.cursorOf([untilOn, id]));
    });
  }

  prepare(actor: Actor, asked: PreparePerformanceReport): Promise<Return> {
    const id = newId();
    const { revisionReason = null } = asked;
    return this.database.change(
      actor,
      { action: 'return.prepared', subject: id, reason: revisionReason },
      async (tx) => {
        const { seat } = actor;
        if (seat.at !== 'task_force') throw new Forbidden();
        const { taskForceId } = seat;
        const { zone } = await required(tx, TaskForce, taskForceId);
        const now = this.clock.now();
        const period = await periodOf(tx, taskForceId, asked);
        if (period.from > dayOf(now, zone)) throw InvalidInput.at('', 'must not be a period that has not begun');
        const definition = inForce(asked, period);
        const revision = await revisionOf(tx, taskForceId, asked, period);
        const { count, records } = await countOf(tx, taskForceId, definition, period);
        await tx.insert(Return, {
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
        const held = tx.create(PerformanceReportRecords, { id, taskForceId });
        held.hold(records, measuresOf(definition));
        await tx.insert(PerformanceReportRecords, held);
        return required(tx, Return, id);
      },
    );
  }

  /** Counts a prepared report again. A finding with the same words retains its answer. */
  check(actor: Actor, id: string, version: number): Promise<Return> {
    return this.database.change(actor, { action: 'return.checked', subject: id }, async (tx) => {
      const made = await prepared(tx, actor, id, version);
      const { taskForceId, findings } = made;
      const definition = definitionOf(made.definition, made.definitionVersion);
      const { count, records } = await countOf(tx, taskForceId, definition, daysOf(made), findings);
      made.countAnew(count);
      await tx.save(made);
      await hold(tx, id, definition, records);
      return required(tx, Return, id);
    });
  }

  answer(actor: Actor, id: string, version: number, { answers }: AnswerFindings): Promise<Return> {
    return this.database.change(actor, { action: 'return.answered', subject: id }, async (tx) => {
      const made = await prepared(tx, actor, id, version);
      const notes = new Map(answers.map(({ number, note }) => [number, note]));
      if (notes.size < answers.length) throw InvalidInput.at('/answers', 'must not name a finding twice');
      made.answer(notes, actor.accountId, this.clock.now());
      return tx.save(made);
    });
  }

  /** Locks a report that a second person approves, if a new count finds the same records. */
  approve(actor: Actor, id: string, version: number): Promise<Return> {
    return this.database.change(actor, { action: 'return.approved', subject: id }, async (tx) => {
      const made = await prepared(tx, actor, id, version);
      if (!performanceReportPolicy.approve(actor, made)) throw new SecondPersonRequired();
      const { zone } = await required(tx, TaskForce, made.taskForceId);
      const now = this.clock.now();
      made.approve(actor.accountId, now, dayOf(now, zone));
      const { records } = await countedIn(tx, definitionOf(made.definition, made.definitionVersion), daysOf(made));
      if (!hashOfRecords(records).equals(made.recordsSha256)) throw new FiguresOutOfDate();
      made.keep(documentOf(made));
      return tx.save(made);
    });
  }

  withdraw(actor: Actor, id: string, version: number, reason: string): Promise<Return> {
    return this.database.change(actor, { action: 'return.withdrawn', subject: id, reason }, async (tx) => {
      const made = await prepared(tx, actor, id, version);
      made.withdraw(reason, actor.accountId, this.clock.now());
      return tx.save(made);
    });
  }
}

/** Locks the row of a prepared report that the actor may prepare. */
async function prepared(tx: EntityManager, actor: Actor, id: string, version: number): Promise<Return> {
  authorize(performanceReportPolicy.prepare, actor, await required(tx, Return, id));
  const made = await locked(tx, Return, id, version);
  made.requirePrepared();
  return made;
}

async function periodOf(tx: EntityManager, taskForceId: string, asked: PreparePerformanceReport): Promise<Period> {
  const period = calendarPeriodOf(asked.definition, asked);
  return period ?? operationPeriodOf(tx, taskForceId, asked.operationId ?? '');
}

function inForce(
  { definition, definitionVersion }: PreparePerformanceReport,
  { from }: Period,
): PerformanceReportDefinition {
  const found = definitionOn(definition, from);
  if (!found || (definitionVersion !== undefined && definitionVersion !== found.version)) {
    throw new DefinitionNotInForce(found?.version ?? null);
  }
  return found;
}

/** Returns the next revision: the first of its period, or the correction of the latest locked report with a reason. */
async function revisionOf(
  tx: EntityManager,
  taskForceId: string,
  { definition, revises, revisionReason }: PreparePerformanceReport,
  { period }: Period,
): Promise<Pick<Return, 'revision' | 'revises'>> {
  const there = await tx
    .createQueryBuilder(Return, 'r')
    .select(['r.id', 'r.state', 'r.revision'])
    .where('r.taskForceId = :taskForceId AND r.definition = :definition', { taskForceId, definition })
    .andWhere(`r.period = :period AND r.state <> 'withdrawn'`, { period })
    .orderBy('r.revision', 'DESC')
    .getMany();
  const [latest] = there;
  if (latest?.state === 'prepared') throw new ReportPrepared(latest.id);
  if (!latest) {
    if (revises !== undefined) throw InvalidInput.at('/revises', 'is not a locked report of that period');
    if (revisionReason !== undefined)
      throw InvalidInput.at('/revisionReason', 'is only for a revision of a locked report');
    return { revision: 1, revises: null };
  }
  if (latest.id !== revises?.toLowerCase()) throw new ReportLocked(latest.id);
  if (revisionReason === undefined)
    throw InvalidInput.at('/revisionReason', 'must give the reason for the correction of the locked report');
  return { revision: latest.revision + 1, revises: latest.id };
}

async function hold(
  tx: EntityManager,
  id: string,
  definition: PerformanceReportDefinition,
  records: Counted['records'],
): Promise<void> {
  const held = await required(tx, PerformanceReportRecords, id);
  held.hold(records, measuresOf(definition));
  await tx.save(held);
}

function daysOf({ fromOn: from, untilOn: until, period, operationId }: Return): Period {
  return { from, until, period, operationId };
}
