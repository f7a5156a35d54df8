import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { figuresOf } from './figures.js';
import { namesOf } from './names.js';
import { daysOf } from './period.js';
import { placed } from './placed.js';
import type { IncludedHistoricalTotal, TotalsQuery, TotalsView } from './reports.contract.js';
import { facets, type Facet } from './facets.js';
import { detailOf, headline, measures, type Measure } from './measures/index.js';
import type { Dimension } from './reports.words.js';
import { isWidened, requireTellable, scopeOf, type Scope } from './scope.js';
import { drillDownOfTotals } from './rows-path.js';
import { rowsOf, type Cell } from './totals-rows.js';

const mostCells = 100_000;

/** Totals of a period, read from the ledger. Postgres counts within the reader's seat. */
@Injectable()
export class TotalsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  read(actor: Actor, query: TotalsQuery): Promise<TotalsView> {
    const { by = [] } = query;
    const { from, until } = daysOf(query);
    const asked = scopeOf(actor.seat, query);
    const isWhole = isWidened(actor.seat, query);
    const told = measures.filter(({ key }) => headline.includes(key) || query.measures?.includes(key));
    const keys = told.map(({ key }) => key);
    const facets = by.filter((dimension) => isFacet(dimension));
    requireTellable(actor.seat, query, by);
    requireFacets(facets, told);
    if (by.includes('agency')) requireFewAgencies(asked, facets);
    return this.database.read(actor, async (tx) => {
      const scope = await placed(tx, asked);
      const within = [from, until, scope.taskForceId, scope.agencyId, isWhole] as const;
      const cells = await tx.query<Cell[]>(
        `SELECT measure, task_force_id AS "taskForceId", agency_id AS "agencyId", month, facets, recorded, carried AS historical, "precision"
           FROM oversight.totals($7, $8, $1, $2, $6, $3, $4, $5) LIMIT $9`,
        [
          ...within,
          by.map((dimension) => columnOf(dimension)),
          keys,
          told.map((measure) => detailOf(measure, facets)),
          mostCells + 1,
        ],
      );
      if (cells.length > mostCells) {
        throw InvalidInput.at('/by', `makes more than ${mostCells} figures; ask for less or a shorter period`);
      }
      const historicalTotals = await tx.query<IncludedHistoricalTotal[]>(
        `SELECT id, task_force_id AS "taskForceId", measure, from_on AS "from", until_on AS "until", type, mode, value,
                "precision", source
           FROM oversight.carried_into($1, $2, $3, $4, $5) WHERE measure = ANY ($6) ORDER BY measure, from_on, until_on, id`,
        [...within, keys],
      );
      const names = await namesOf(tx, idsIn(cells, 'taskForceId'), idsIn(cells, 'agencyId'));
      return {
        from,
        until,
        by,
        scope,
        generatedAt: this.clock.now().toISOString(),
        drillDownPath: drillDownOfTotals({ from, until }, query),
        figures: figuresOf(cells, keys),
        rows: by.length === 0 ? [] : rowsOf(cells, names, facets, keys),
        historicalTotals,
      };
    });
  }
}

function isFacet(dimension: Dimension): dimension is Facet {
  return (facets as readonly string[]).includes(dimension);
}

function columnOf(dimension: Dimension): string {
  return dimension === 'taskForce' ? 'task_force' : dimension;
}

/** Rejects a facet that none of the requested measures has, since it is probably a mistake. */
function requireFacets(asked: readonly Facet[], told: readonly Measure[]): void {
  for (const facet of asked) {
    if (!told.some(({ facets }) => facets.includes(facet))) {
      throw InvalidInput.at('/by', `cannot break down any of the measures by ${facet}; add a measure that has it`);
    }
  }
}

/**
 * Rejects a breakdown of the nation's agencies by facets. The ledger has them by month only. Everything else is counted
 * from the records of one place.
 */
function requireFewAgencies({ at }: Scope, asked: readonly Facet[]): void {
  if (at === 'national' && asked.length > 0) {
    throw InvalidInput.at(
      '/by',
      'must not combine all agencies of the nation with more than the month; name a task force',
    );
  }
}

function idsIn(cells: readonly Cell[], key: 'taskForceId' | 'agencyId'): string[] {
  return cells.flatMap((cell) => cell[key] ?? []);
}
