import { byTypeAndMode } from '../../charts/by-type-and-mode.js';
import { addDays, type DayRange } from '../../../platform/time/calendar.js';
import { facets, type Facet } from '../../reports/facets.js';
import type { OperationReportView, TotalsView } from '../../reports/reports.contract.js';
import { complaintsDocumented } from '../../reports/measures/index.js';
import { cellIn } from '../../reports/publications/public-cell.js';
import { exactly, figureChartsOf, headingOf, illustrationOf } from '../bar-charts.js';
import type { Published } from '../publishing.js';
import { inLots, type Report, type Row } from '../exported.js';
import type { Handling } from '../exports.words.js';
import { figureColumns, figuresTable, measuresInWords, scopeLine, textColumns } from '../figures-table.js';

/** Returns the report of an operation: its totals, and its complaints by type and mode. */
export function operationReport(
  view: OperationReportView,
  whose: string,
  handling: Handling,
  published: Published | null = null,
): Report {
  const { operation, scope, taskForces, agencies, figures, complaintsByTypeAndMode } = view;
  const whole = { of: [null, null], figures, ...(published ? { cell: cellIn(published.place) } : {}) };
  const table = figuresTable(whole, [], handling, published?.register);
  const complaints = complaintsByTypeAndMode.map(({ type, mode, complaints: n }): Row => [
    'part',
    type,
    mode,
    complaintsDocumented.key,
    n,
    0,
    n,
    'exact',
  ]);
  const period = { from: operation.startsOn, until: addDays(operation.endsOn, 1) };
  return {
    title: `Operation: ${operation.name}`,
    definition: [
      {
        name: 'operation',
        value: `${operation.id}, ${operation.startsOn} to ${operation.endsOn}, ${operation.membership}`,
      },
      { name: 'participants', value: `${taskForces} task forces, ${agencies} agencies` },
      scopeLine(scope),
      ...measuresInWords(handling),
    ],
    columns: [...textColumns(['tells', 'type', 'mode']), ...figureColumns],
    rows: inLots([...table.rows, ...complaints]),
    charts: [
      ...figureChartsOf(headingOf(operation.name, period, whose), table.drawn),
      illustrationOf(byTypeAndMode({ measure: complaintsDocumented.key, totals: asTotals(view, period), whose })),
    ],
  };
}

/** Returns the complaints as totals, for their chart. */
function asTotals(view: OperationReportView, period: DayRange): TotalsView {
  const { scope, generatedAt, drillDownPath, figures, complaintsByTypeAndMode } = view;
  const none = Object.fromEntries(facets.map((facet) => [facet, null])) as Record<Facet, null>;
  const rows = complaintsByTypeAndMode.map(({ type, mode, complaints }) => ({
    taskForce: null,
    agency: null,
    month: null,
    ...none,
    type,
    mode,
    figures: { ...figures, [complaintsDocumented.property]: exactly(complaints) },
  }));
  return { ...period, by: ['type', 'mode'], scope, generatedAt, drillDownPath, figures, rows, historicalTotals: [] };
}
