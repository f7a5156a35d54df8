import { facets } from '../../reports/facets.js';
import type { IncludedHistoricalTotal, TotalsRow, TotalsView } from '../../reports/reports.contract.js';
import { cellOfRow, placeOfTotals } from '../../reports/publications/as-published.js';
import { cellIn } from '../../reports/publications/public-cell.js';
import type { Register } from '../../reports/publications/register.js';
import { dimensions, type Dimension } from '../../reports/reports.words.js';
import { mostOfFew } from '../../reports/shifts.js';
import { figureChartsOf, headingOf } from '../bar-charts.js';
import { inLots, type Report } from '../exported.js';
import type { Handling } from '../exports.words.js';
import {
  figureColumns,
  figuresTable,
  measuresInWords,
  periodLine,
  scopeLine,
  textColumns,
  type Suppressed,
} from '../figures-table.js';
import { chartsOfTotals } from './totals-charts.js';

/** Returns the report of the totals of a period: the whole, each part, and the historical totals. */
export function totalsReport(
  view: TotalsView,
  whose: string,
  handling: Handling,
  register: Register | null = null,
): Report {
  const { figures, rows, by } = view;
  const parts = rows.map((row) => {
    const { taskForce, agency, month } = row;
    const of = [taskForce?.code ?? null, agency?.name ?? null, month, ...facets.map((facet) => row[facet])];
    return { of, at: stepsOf(row, by), figures: row.figures, cell: cellOfRow(view, row) };
  });
  const place = placeOfTotals(view);
  const whole = { of: [null, null, null, ...facets.map(() => null)], figures, cell: cellIn(place) };
  const table = figuresTable(whole, parts, handling, register);
  const historical = carriedToldIn(view, table.suppressed).map((one) => ({
    name: 'historical total',
    value: `${one.measure}, ${one.from} until ${one.until}: ${one.precision} ${one.value}. ${one.source}`,
  }));
  return {
    title: 'Totals of a period',
    definition: [periodLine(view), scopeLine(view.scope), ...measuresInWords(handling), ...historical],
    columns: [...textColumns(['tells', 'taskForce', 'agency', 'month', ...facets]), ...figureColumns],
    rows: inLots(table.rows),
    charts: [
      ...figureChartsOf(headingOf('Totals', view, whose), table.drawn),
      ...chartsOfTotals(view, whose, table.suppressed),
    ],
  };
}

/** Returns the path of a row. An agency is below its task force. */
function stepsOf(row: TotalsRow, by: readonly Dimension[]): string[] {
  return dimensions
    .filter((dimension) => by.includes(dimension))
    .map((dimension) => {
      if (dimension === 'taskForce' || dimension === 'agency') return row[dimension]?.id ?? '';
      return row[dimension] ?? '';
    });
}

/**
 * Returns the historical totals to list. They are parts of a sum, and no table breaks it down in the same way. Those
 * about victims are listed only if none of them is small and no number of their measure is suppressed.
 */
function carriedToldIn({ historicalTotals }: TotalsView, suppressed: Suppressed): IncludedHistoricalTotal[] {
  const isSmall = ({ value }: IncludedHistoricalTotal): boolean => value > 0 && value <= mostOfFew;
  return historicalTotals.filter(({ measure }) => {
    const figures = suppressed.get(measure);
    return !figures || (!figures.hidesSome && !historicalTotals.some((one) => one.measure === measure && isSmall(one)));
  });
}
