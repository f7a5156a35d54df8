import { facets, type Facet } from '../facets.js';
import type { Figure, Figures } from '../figures.contract.js';
import { measureOf, measures, type MeasureKey } from '../measures/index.js';
import type { OperationReportView, TotalsRow, TotalsView } from '../reports.contract.js';
import type { Dimension } from '../reports.words.js';
import type { Scope } from '../scope.js';
import { firstDayAfter } from './months.js';
import { cellOf, type PublicCell, type PublicPlace } from './public-cell.js';
import type { Register } from './register.js';

/**
 * Function that returns the published cell of a measure at one place of a report. It returns null where the place has
 * only historical totals.
 */
export type CellOfMeasure = (measure: MeasureKey) => PublicCell | null;

/** Returns the place and days of a view's totals. */
export function placeOfTotals({ scope, from, until }: Pick<TotalsView, 'scope' | 'from' | 'until'>): PublicPlace {
  return { ...placeOfScope(scope), from, until, operationId: null, recordIds: null };
}

/** Returns the task forces and the agency that a scope counts. */
export function placeOfScope({
  taskForceId,
  agencyId,
}: Pick<Scope, 'taskForceId' | 'agencyId'>): Pick<PublicPlace, 'taskForceIds' | 'agencyId'> {
  return { taskForceIds: taskForceId === null ? null : [taskForceId], agencyId };
}

export function cellOfRow(view: TotalsView, row: TotalsRow): CellOfMeasure {
  const whole = placeOfTotals(view);
  const { taskForce, agency, month } = row;
  const [first, after] = month === null ? [whole.from, whole.until] : [`${month}-01`, firstDayAfter(month)];
  const place: PublicPlace = {
    ...whole,
    taskForceIds: taskForce ? [taskForce.id] : whole.taskForceIds,
    agencyId: agency?.id ?? whole.agencyId,
    from: first > whole.from ? first : whole.from,
    until: after < whole.until ? after : whole.until,
  };
  const only = Object.fromEntries(facets.flatMap((facet) => (row[facet] === null ? [] : [[facet, [row[facet]]]])));
  const isUntold = (dimension: Dimension, told: readonly Facet[]): boolean =>
    row[dimension] === null && (!isFacet(dimension) || told.includes(dimension));
  return (measure) =>
    view.by.some((dimension) => isUntold(dimension, measureOf(measure).facets)) ? null : cellOf(measure, place, only);
}

/** Returns totals with public figures in place of the figures about few persons. */
export function totalsAsPublished(view: TotalsView, register: Register): TotalsView {
  const whole = placeOfTotals(view);
  return {
    ...view,
    figures: figuresAsPublished(view.figures, (measure) => cellOf(measure, whole), register),
    rows: view.rows.map((row) => ({
      ...row,
      figures: figuresAsPublished(row.figures, cellOfRow(view, row), register),
    })),
  };
}

/** Returns an operation's report with public figures in place of the figures about few persons. */
export function operationAsPublished(
  view: OperationReportView,
  place: PublicPlace,
  register: Register,
): OperationReportView {
  return { ...view, figures: figuresAsPublished(view.figures, (measure) => cellOf(measure, place), register) };
}

function figuresAsPublished(figures: Figures, cell: CellOfMeasure, register: Register): Figures {
  const told = measures.flatMap(({ key, property }): [string, Figure][] => {
    const figure = figures[property];
    if (!figure || !register.measures.includes(key)) return [];
    const counted = cell(key);
    const recorded = counted ? register.countOf(counted) : 0;
    return [[property, { ...figure, recorded, total: recorded + figure.historical }]];
  });
  return { ...figures, ...Object.fromEntries(told) };
}

function isFacet(dimension: Dimension): dimension is Facet {
  return (facets as readonly string[]).includes(dimension);
}
