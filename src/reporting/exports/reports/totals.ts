import { facets } from '../../reports/facets.js';
import type { IncludedHistoricalTotal, TotalsRow, TotalsView } from '../../reports/report.view.js';
import { createRowCells, getTotalsPlace } from '../../reports/publications/published-views.js';
import { createCellFactory } from '../../reports/publications/public-cell.js';
import type { Register } from '../../reports/publications/register.js';
import { dimensions, type Dimension } from '../../reports/reports.enums.js';
import { maxSmallCount } from '../../reports/complementary-suppression.js';
import { createFigureCharts, createHeading } from '../bar-charts.js';
import { batchRows, type Report } from '../export-document.js';
import type { Handling } from '../exports.enums.js';
import {
  figureColumns,
  buildFiguresTable,
  describeMeasures,
  describePeriod,
  describeScope,
  createTextColumns,
  type SuppressedByMeasure,
} from '../figures-table.js';
import { createTotalsCharts } from './totals-charts.js';

/** Returns the report of the totals of a period: the whole, each part, and the historical totals. */
export function buildTotalsReport(
  view: TotalsView,
  scopeName: string,
  handling: Handling,
  register: Register | null = null,
): Report {
  const { figures, rows, by } = view;
  const parts = rows.map((row) => {
    const { taskForce, agency, month } = row;
    const group = [taskForce?.code ?? null, agency?.name ?? null, month, ...facets.map((facet) => row[facet])];
    return { of: group, at: toPath(row, by), figures: row.figures, cell: createRowCells(view, row) };
  });
  const place = getTotalsPlace(view);
  const whole = { of: [null, null, null, ...facets.map(() => null)], figures, cell: createCellFactory(place) };
  const table = buildFiguresTable(whole, parts, handling, register);
  const historical = listHistoricalTotals(view, table.suppressed).map((one) => ({
    name: 'historical total',
    value: `${one.measure}, ${one.from} until ${one.until}: ${one.precision} ${one.value}. ${one.source}`,
  }));
  return {
    title: 'Totals of a period',
    definition: [describePeriod(view), describeScope(view.scope), ...describeMeasures(handling), ...historical],
    columns: [...createTextColumns(['rowKind', 'taskForce', 'agency', 'month', ...facets]), ...figureColumns],
    rows: batchRows(table.rows),
    charts: [
      ...createFigureCharts(createHeading('Totals', view, scopeName), table.drawn),
      ...createTotalsCharts(view, scopeName, table.suppressed),
    ],
  };
}

/** Returns the path of a row. An agency is below its task force. */
function toPath(row: TotalsRow, by: readonly Dimension[]): string[] {
  return dimensions
    .filter((dimension) => by.includes(dimension))
    .map((dimension) => {
      if (dimension === 'taskForce' || dimension === 'agency') return row[dimension]?.id ?? '';
      return row[dimension] ?? '';
    });
}

/**
 * Returns the historical totals to list. Those about victims are listed only if none is small and no number of their measure is suppressed.
 */
function listHistoricalTotals(
  { historicalTotals }: TotalsView,
  suppressed: SuppressedByMeasure,
): IncludedHistoricalTotal[] {
  const isSmall = ({ value }: IncludedHistoricalTotal): boolean => value > 0 && value <= maxSmallCount;
  return historicalTotals.filter(({ measure }) => {
    const figures = suppressed.get(measure);
    return (
      !figures || (!figures.hasSuppressed && !historicalTotals.some((one) => one.measure === measure && isSmall(one)))
    );
  });
}
