import { toFigures, type Count } from './figures.js';
import { facets as everyFacet, type Facet } from './facets.js';
import type { MeasureKey } from './measures/index.js';
import type { OrganizationNames } from './organization-names.js';
import type { TotalsRow } from './report.view.js';

/** Count as the database groups it. A dimension that was not requested or does not apply is null. */
export interface Cell extends Count {
  readonly taskForceId: string | null;
  readonly agencyId: string | null;
  /** First day of the month. */
  readonly month: string | null;
  /** Facets of the counted records, perhaps more than requested. */
  readonly facets: Partial<Readonly<Record<Facet, string>>>;
}

/** Returns one row for each combination, with all its measures, in a fixed order. */
export function toTotalsRows(
  cells: readonly Cell[],
  { taskForces, agencies }: OrganizationNames,
  requested: readonly Facet[],
  included: readonly MeasureKey[],
): TotalsRow[] {
  const groups = new Map<string, [Cell, ...Cell[]]>();
  for (const cell of cells) {
    const { taskForceId, agencyId, month, facets } = cell;
    const key = JSON.stringify([taskForceId, agencyId, month, ...requested.map((facet) => facets[facet] ?? null)]);
    const group = groups.get(key);
    if (group) group.push(cell);
    else groups.set(key, [cell]);
  }
  return [...groups.values()]
    .map((group) => {
      const [{ taskForceId, agencyId, month, facets }] = group;
      return {
        taskForce: taskForceId === null ? null : (taskForces.get(taskForceId) ?? null),
        agency: agencyId === null ? null : (agencies.get(agencyId) ?? null),
        month: month === null ? null : month.slice(0, 7),
        ...toFacetValues(facets, requested),
        figures: toFigures(group, included),
      };
    })
    .sort(compareRows);
}

/** Returns all facets. A facet that was not requested or does not apply is null. */
function toFacetValues(facets: Cell['facets'], requested: readonly Facet[]): Record<Facet, string | null> {
  return Object.fromEntries(
    everyFacet.map((facet) => [facet, requested.includes(facet) ? (facets[facet] ?? null) : null]),
  ) as Record<Facet, string | null>;
}

function compareRows(a: TotalsRow, b: TotalsRow): number {
  return (
    compareNullsLast(a.taskForce?.code, b.taskForce?.code) ||
    compareNullsLast(a.agency?.name, b.agency?.name) ||
    compareNullsLast(a.agency?.id, b.agency?.id) ||
    compareNullsLast(a.month, b.month) ||
    everyFacet.reduce((order, facet) => order || compareNullsLast(a[facet], b[facet]), 0)
  );
}

function compareNullsLast(a: string | null | undefined, b: string | null | undefined): number {
  if (a == null || b == null) return Number(a == null) - Number(b == null);
  return a < b ? -1 : a > b ? 1 : 0;
}
