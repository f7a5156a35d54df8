import { drawTypeAndModeChart } from '../../charts/type-and-mode-chart.js';
import { addDays, type DayRange } from '../../../platform/time/calendar.js';
import { facets, type Facet } from '../../reports/facets.js';
import type { OperationReportView, TotalsView } from '../../reports/report.view.js';
import { complaintsDocumented } from '../../reports/measures/index.js';
import { createCellFactory } from '../../reports/publications/public-cell.js';
import { toExactFigure, createFigureCharts, createHeading, toIllustration } from '../bar-charts.js';
import type { Published } from '../publication-draft.js';
import { batchRows, type Report, type Row } from '../export-document.js';
import type { Handling } from '../exports.enums.js';
import {
  figureColumns,
  buildFiguresTable,
  describeMeasures,
  describeScope,
  createTextColumns,
} from '../figures-table.js';

/** Returns the report of an operation: its totals, and its complaints by type and mode. */
export function buildOperationReport(
  view: OperationReportView,
  scopeName: string,
  handling: Handling,
  published: Published | null = null,
): Report {
  const { operation, scope, taskForces, agencies, figures, complaintsByTypeAndMode } = view;
  const whole = { of: [null, null], figures, ...(published ? { cell: createCellFactory(published.place) } : {}) };
  const table = buildFiguresTable(whole, [], handling, published?.register);
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
      describeScope(scope),
      ...describeMeasures(handling),
    ],
    columns: [...createTextColumns(['rowKind', 'type', 'mode']), ...figureColumns],
    rows: batchRows([...table.rows, ...complaints]),
    charts: [
      ...createFigureCharts(createHeading(operation.name, period, scopeName), table.drawn),
      toIllustration(
        drawTypeAndModeChart({ measure: complaintsDocumented.key, totals: toTotalsView(view, period), scopeName }),
      ),
    ],
  };
}

function toTotalsView(view: OperationReportView, period: DayRange): TotalsView {
  const { scope, generatedAt, drillDownPath, figures, complaintsByTypeAndMode } = view;
  const none = Object.fromEntries(facets.map((facet) => [facet, null])) as Record<Facet, null>;
  const rows = complaintsByTypeAndMode.map(({ type, mode, complaints }) => ({
    taskForce: null,
    agency: null,
    month: null,
    ...none,
    type,
    mode,
    figures: { ...figures, [complaintsDocumented.property]: toExactFigure(complaints) },
  }));
  return { ...period, by: ['type', 'mode'], scope, generatedAt, drillDownPath, figures, rows, historicalTotals: [] };
}
