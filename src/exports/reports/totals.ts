import { facets } from '../../reports/facets.js';
import type { TotalsView } from '../../reports/reports.contract.js';
import { inLots, type Report } from '../exported.js';
import type { Handling } from '../exports.words.js';
import { figureColumns, figuresTable, measuresInWords, periodLine, scopeLine, textColumns } from '../figures-table.js';
import { isWithheld } from '../small-cells.js';

/** The totals of a period: the whole, then what it was told apart by, with the figures that were carried over. */
export function totalsReport(view: TotalsView, handling: Handling): Report {
  const { figures, rows, carriedFrom } = view;
  const parts = rows.map((row) => {
    const { taskForce, agency, month } = row;
    const of = [taskForce?.code ?? null, agency?.name ?? null, month, ...facets.map((facet) => row[facet])];
    return { of, figures: row.figures };
  });
  const table = figuresTable({ of: [null, null, null, ...facets.map(() => null)], figures }, parts, handling);
  const told = carriedFrom.filter(
    ({ measure, value }) => !table.withheld.ofParts.includes(measure) && !isWithheld(measure, value, handling),
  );
  const carried = told.map(({ measure, from, until, precision, value, source }) => ({
    name: 'carried over',
    value: `${measure}, ${from} until ${until}: ${precision} ${value}. ${source}`,
  }));
  return {
    title: 'Totals of a period',
    definition: [periodLine(view), scopeLine(view.scope), ...measuresInWords(handling), ...carried],
    columns: [...textColumns(['tells', 'taskForce', 'agency', 'month', ...facets]), ...figureColumns],
    rows: inLots(table.rows),
    charts: [table.chart],
  };
}
