import { facets, type Facet } from '../facets.js';
import type { Figure, Figures } from '../figures.view.js';
import { getMeasure, measures, type MeasureKey } from '../measures/index.js';
import type { OperationReportView, TotalsRow, TotalsView } from '../report.view.js';
import type { Dimension } from '../reports.enums.js';
import type { Scope } from '../scope.js';
import { getFirstDayAfter } from './months.js';
import { createCell, type PublicCell, type PublicPlace } from './public-cell.js';
import type { Register } from './register.js';

/**
 * Function that returns the published cell of a measure at one place of a report. It returns null where the place has
 * only historical totals.
 */
export type CellByMeasure = (measure: MeasureKey) => PublicCell | null;

/** Returns the place and days of a view's totals. */
export function getTotalsPlace({ scope, from, until }: Pick<TotalsView, 'scope' | 'from' | 'until'>): PublicPlace {
  return { ...getScopePlace(scope), from, until, operationId: null, recordIds: null };
}

/** Returns the task forces and the agency that a scope counts. */
export function getScopePlace({
  taskForceId,
  agencyId,
}: Pick<Scope, 'taskForceId' | 'agencyId'>): Pick<PublicPlace, 'taskForceIds' | 'agencyId'> {
  return { taskForceIds: taskForceId === null ? null : [taskForceId], agencyId };
}

export function createRowCells(view: TotalsView, row: TotalsRow): CellByMeasure {
  const whole = getTotalsPlace(view);
  const { taskForce, agency, month } = row;
  const [first, after] = month === null ? [whole.from, whole.until] : [`${month}-01`, getFirstDayAfter(month)];
  const place: PublicPlace = {
    ...whole,
    taskForceIds: taskForce ? [taskForce.id] : whole.taskForceIds,
    agencyId: agency?.id ?? whole.agencyId,
    from: first > whole.from ? first : whole.from,
    until: after < whole.until ? after : whole.until,
  };
  const only = Object.fromEntries(facets.flatMap((facet) => (row[facet] === null ? [] : [[facet, [row[facet]]]])));
  const isUnclassified = (dimension: Dimension, included: readonly Facet[]): boolean =>
    row[dimension] === null && (!isFacet(dimension) || included.includes(dimension));
  return (measure) =>
    view.by.some((dimension) => isUnclassified(dimension, getMeasure(measure).facets))
      ? null
      : createCell(measure, place, only);
}

/** Returns totals with public figures in place of the figures about few persons. */
export function toPublishedTotals(view: TotalsView, register: Register): TotalsView {
  const whole = getTotalsPlace(view);
  return {
    ...view,
    figures: toPublishedFigures(view.figures, (measure) => createCell(measure, whole), register),
    rows: view.rows.map((row) => ({
      ...row,
      figures: toPublishedFigures(row.figures, createRowCells(view, row), register),
    })),
  };
}

/** Returns an operation's report with public figures in place of the figures about few persons. */
export function toPublishedOperation(
  view: OperationReportView,
  place: PublicPlace,
  register: Register,
): OperationReportView {
  return { ...view, figures: toPublishedFigures(view.figures, (measure) => createCell(measure, place), register) };
}

function toPublishedFigures(figures: Figures, cell: CellByMeasure, register: Register): Figures {
  const included = measures.flatMap(({ key, property }): [string, Figure][] => {
    const figure = figures[property];
    if (!figure || !register.measures.includes(key)) return [];
    const counted = cell(key);
    const recorded = counted ? register.countRecords(counted) : 0;
    return [[property, { ...figure, recorded, total: recorded + figure.historical }]];
  });
  return { ...figures, ...Object.fromEntries(included) };
}

function isFacet(dimension: Dimension): dimension is Facet {
  return (facets as readonly string[]).includes(dimension);
}
