import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { toFigures } from './figures.js';
import { loadNames } from './organization-names.js';
import { resolveDays } from './period.js';
import { resolveScope } from './resolve-scope.js';
import type { IncludedHistoricalTotal, TotalsView } from './report.view.js';
import type { TotalsQuery } from './report.request.js';
import { facets, type Facet } from './facets.js';
import { selectDetail, headline, measures, type Measure } from './measures/index.js';
import type { Dimension } from './reports.enums.js';
import { isWidened, requireAllowedBreakdown, authorizeScope, type Scope } from './scope.js';
import { formatTotalsDrillDownPath } from './drill-down-links.js';
import { toTotalsRows, type Cell } from './totals-rows.js';

const maxCells = 100_000;

/** Totals of a period, read from the ledger. Postgres counts within the reader's seat. */
@Injectable()
export class TotalsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  read(actor: Actor, query: TotalsQuery): Promise<TotalsView> {
    const { by = [] } = query;
    const { from, until } = resolveDays(query);
    const requested = authorizeScope(actor.seat, query);
    const isWhole = isWidened(actor.seat, query);
    const included = measures.filter(({ key }) => headline.includes(key) || query.measures?.includes(key));
    const keys = included.map(({ key }) => key);
    const facets = by.filter((dimension) => isFacet(dimension));
    requireAllowedBreakdown(actor.seat, query, by);
    requireFacets(facets, included);
    if (by.includes('agency')) requireFewAgencies(requested, facets);
    return this.database.read(actor, async (tx) => {
      const scope = await resolveScope(tx, requested);
      const scopeParameters = [from, until, scope.taskForceId, scope.agencyId, isWhole] as const;
      const cells = await tx.query<Cell[]>(
        `SELECT measure, task_force_id AS "taskForceId", agency_id AS "agencyId", month, facets, recorded, historical, "precision"
           FROM oversight.totals($7, $8, $1, $2, $6, $3, $4, $5) LIMIT $9`,
        [
          ...scopeParameters,
          by.map((dimension) => toColumn(dimension)),
          keys,
          included.map((measure) => selectDetail(measure, facets)),
          maxCells + 1,
        ],
      );
      if (cells.length > maxCells) {
        throw InvalidInput.forPath('/by', `makes more than ${maxCells} figures; ask for less or a shorter period`);
      }
      const historicalTotals = await tx.query<IncludedHistoricalTotal[]>(
        `SELECT id, task_force_id AS "taskForceId", measure, from_on AS "from", until_on AS "until", type, mode, value,
                "precision", source
           FROM oversight.historical_totals_in($1, $2, $3, $4, $5) WHERE measure = ANY ($6) ORDER BY measure, from_on, until_on, id`,
        [...scopeParameters, keys],
      );
      const names = await loadNames(tx, collectIds(cells, 'taskForceId'), collectIds(cells, 'agencyId'));
      return {
        from,
        until,
        by,
        scope,
        generatedAt: this.clock.now().toISOString(),
        drillDownPath: formatTotalsDrillDownPath({ from, until }, query),
        figures: toFigures(cells, keys),
        rows: by.length === 0 ? [] : toTotalsRows(cells, names, facets, keys),
        historicalTotals,
      };
    });
  }
}

function isFacet(dimension: Dimension): dimension is Facet {
  return (facets as readonly string[]).includes(dimension);
}

function toColumn(dimension: Dimension): string {
  return dimension === 'taskForce' ? 'task_force' : dimension;
}

/** Rejects a facet that none of the requested measures has, since it is probably a mistake. */
function requireFacets(requested: readonly Facet[], included: readonly Measure[]): void {
  for (const facet of requested) {
    if (!included.some(({ facets }) => facets.includes(facet))) {
      throw InvalidInput.forPath('/by', `cannot break down any of the measures by ${facet}; add a measure that has it`);
    }
  }
}

/** Rejects a breakdown of the nation's agencies by facets: the ledger has them by month only. */
function requireFewAgencies({ level }: Scope, requested: readonly Facet[]): void {
  if (level === 'national' && requested.length > 0) {
    throw InvalidInput.forPath(
      '/by',
      'must not combine all agencies of the nation with more than the month; name a task force',
    );
  }
}

function collectIds(cells: readonly Cell[], key: 'taskForceId' | 'agencyId'): string[] {
  return cells.flatMap((cell) => cell[key] ?? []);
}
