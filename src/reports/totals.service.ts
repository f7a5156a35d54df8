import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { Database } from '../platform/database/database.js';
import { InvalidInput } from '../platform/http/problems.js';
import { Clock } from '../platform/time/clock.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import { figuresOf } from './figures.js';
import { namesOf } from './names.js';
import { requirePeriod } from './period.js';
import type { CarriedFrom, TotalsQuery, TotalsView } from './reports.contract.js';
import type { Dimension } from './reports.words.js';
import { isWidened, scopeOf, type Scope } from './scope.js';
import { rowsOf, type Cell } from './totals-rows.js';

const mostCells = 100_000;

const columnOf = {
  taskForce: 'task_force',
  agency: 'agency',
  month: 'month',
  type: 'type',
  mode: 'mode',
} as const satisfies Record<Dimension, string>;

/** Totals of a period. Postgres counts them, and decides by the session what counts for the reader. */
@Injectable()
export class TotalsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  read(actor: Actor, query: TotalsQuery): Promise<TotalsView> {
    const { from, until, by = [] } = query;
    requirePeriod({ from, until });
    const asked = scopeOf(actor.seat, query);
    const isWhole = isWidened(actor.seat, query);
    if (isWhole && by.includes('agency')) {
      throw InvalidInput.at('/by', 'cannot tell agencies apart in the totals of the task force');
    }
    return this.database.read(actor, async (tx) => {
      const scope = await placed(tx, asked);
      const within = [from, until, scope.taskForceId, scope.agencyId, isWhole] as const;
      const cells = await tx.query<Cell[]>(
        `SELECT measure, task_force_id AS "taskForceId", agency_id AS "agencyId", month, type, mode, recorded, carried, "precision"
           FROM oversight.totals($1, $2, $6, $3, $4, $5) LIMIT $7`,
        [...within, by.map((dimension) => columnOf[dimension]), mostCells + 1],
      );
      if (cells.length > mostCells) {
        throw InvalidInput.at('/by', `makes more than ${mostCells} figures; ask for less or a shorter period`);
      }
      const carriedFrom = await tx.query<CarriedFrom[]>(
        `SELECT id, task_force_id AS "taskForceId", measure, from_on AS "from", until_on AS "until", type, mode, value,
                "precision", source
           FROM oversight.carried_into($1, $2, $3, $4, $5) ORDER BY measure, from_on, until_on, id`,
        within,
      );
      const names = await namesOf(tx, idsIn(cells, 'taskForceId'), idsIn(cells, 'agencyId'));
      return {
        from,
        until,
        by,
        scope,
        generatedAt: this.clock.now().toISOString(),
        figures: figuresOf(cells),
        rows: by.length === 0 ? [] : rowsOf(cells, names),
        carriedFrom,
      };
    });
  }
}

/** The scope, once the task force and agency it names are there for the reader; an agency brings its task force along. */
async function placed(tx: EntityManager, scope: Scope): Promise<Scope> {
  const { at, taskForceId, agencyId } = scope;
  if (taskForceId !== null && !(await tx.existsBy(TaskForce, { id: taskForceId }))) {
    throw InvalidInput.at('/taskForceId', 'is not a task force whose figures you can see');
  }
  if (agencyId === null) return scope;
  const agency = await tx.findOneBy(Agency, { id: agencyId });
  if (!agency || (taskForceId !== null && agency.taskForceId !== taskForceId)) {
    throw InvalidInput.at('/agencyId', 'is not an agency whose figures you can see');
  }
  return { at, taskForceId: agency.taskForceId, agencyId };
}

function idsIn(cells: readonly Cell[], key: 'taskForceId' | 'agencyId'): string[] {
  return cells.flatMap((cell) => cell[key] ?? []);
}
