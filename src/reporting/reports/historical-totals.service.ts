import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { dayOf, type Day } from '../../platform/time/calendar.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { HistoricalTotal } from './historical-total.entity.js';
import type {
  HistoricalTotalsQuery,
  RecordHistoricalTotal,
  CorrectHistoricalTotal,
} from './historical-total.request.js';
import { HistoricalTotalOverlap } from './historical-totals.errors.js';
import { historicalTotalPolicy } from './historical-totals.policy.js';

const notAccessible = 'is not a task force you can record historical totals for';

/** Historical totals, which supervisors record and correct. */
@Injectable()
export class HistoricalTotalsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly taskForces: TaskForcesService,
  ) {}

  get(actor: Actor, id: string): Promise<HistoricalTotal> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, HistoricalTotal, id));
  }

  list(actor: Actor, query: HistoricalTotalsQuery): Promise<Page<HistoricalTotal>> {
    const { measure, taskForceId } = query;
    return this.database.read(actor, async (tx) => {
      const figures = tx.createQueryBuilder(HistoricalTotal, 'f').orderBy({ 'f.untilOn': 'DESC', 'f.id': 'DESC' });
      if (measure) figures.andWhere('f.measure = :measure', { measure });
      if (taskForceId) figures.andWhere('f.taskForceId = :taskForceId', { taskForceId });
      return listPage(tx, figures, { list: 'historical-totals', query });
    });
  }

  record(actor: Actor, { from: fromOn, until: untilOn, ...input }: RecordHistoricalTotal): Promise<HistoricalTotal> {
    const id = newId();
    return this.database.change(actor, { action: 'historical-total.recorded', subject: id }, async (tx) => {
      const { type = null, mode = null } = input;
      const taskForceId = resolveOwner(actor, input.taskForceId);
      const figure = tx.create(HistoricalTotal, { ...input, id, taskForceId, fromOn, untilOn, type, mode });
      authorize(historicalTotalPolicy.manage, actor, figure);
      figure.requireValid(await this.todayFor(tx, taskForceId));
      await requireNoOverlap(tx, figure);
      await tx.insert(HistoricalTotal, figure);
      return figure;
    });
  }

  correct(actor: Actor, id: string, version: number, figure: CorrectHistoricalTotal): Promise<HistoricalTotal> {
    return this.database.change(actor, { action: 'historical-total.corrected', subject: id }, async (tx) => {
      authorize(historicalTotalPolicy.manage, actor, await findByIdOrFail(tx, HistoricalTotal, id));
      const historical = await lockForUpdate(tx, HistoricalTotal, id, version);
      historical.correct(figure);
      return tx.save(historical);
    });
  }

  /**
   * Returns the current day in the time zone of the task force. The whole program has no time zone, so its day is in
   * UTC.
   */
  private async todayFor(tx: EntityManager, taskForceId: string | null): Promise<Day> {
    if (taskForceId === null) return dayOf(this.clock.now(), 'UTC');
    if (!(await tx.existsBy(TaskForce, { id: taskForceId }))) throw InvalidInput.forPath('/taskForceId', notAccessible);
    return this.taskForces.today(tx, taskForceId);
  }
}

/**
 * Returns the task force that will own the figure. A task force records its own figures, the national program any.
 */
function resolveOwner({ seat }: Actor, taskForceId: string | null | undefined): string | null {
  if (seat.level === 'national') return taskForceId ?? null;
  if (taskForceId === undefined || taskForceId === seat.taskForceId) return seat.taskForceId;
  throw InvalidInput.forPath('/taskForceId', notAccessible);
}

/** Rejects days that another figure of the measure, type and mode covers. A figure without a type covers every type. */
async function requireNoOverlap(tx: EntityManager, figure: HistoricalTotal): Promise<void> {
  // The lock serializes two inserts at once, which would not see each other.
  await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`historical totals: ${figure.measure}`]);
  const { taskForceId, measure, fromOn, untilOn, type, mode } = figure;
  const overlapping = await tx
    .createQueryBuilder(HistoricalTotal, 'f')
    .where('f.measure = :measure AND f.taskForceId IS NOT DISTINCT FROM :taskForceId', { measure, taskForceId })
    .andWhere('f.fromOn < :untilOn AND f.untilOn > :fromOn', { fromOn, untilOn })
    .andWhere('(f.type IS NULL OR :type::text IS NULL OR f.type = :type)', { type })
    .andWhere('(f.mode IS NULL OR :mode::text IS NULL OR f.mode = :mode)', { mode })
    .orderBy('f.fromOn')
    .getOne();
  if (overlapping) throw new HistoricalTotalOverlap(overlapping.id);
}
