import { drawTaskForceChart } from '../../charts/task-force-chart.js';
import { drawTypeAndModeChart } from '../../charts/type-and-mode-chart.js';
import type { Chart } from '../../charts/chart.js';
import { addFigures } from '../../charts/numbers.js';
import { drawTimeChart } from '../../charts/time-chart.js';
import {
  complaintsDocumented,
  headline,
  hasComplaintFacets,
  measures,
  type Measure,
  type MeasureKey,
} from '../../reports/measures/index.js';
import type { TotalsRow, TotalsView } from '../../reports/report.view.js';
import { groupByKey } from '../../reports/timeliness/breakdown.js';
import { toIllustration } from '../bar-charts.js';
import type { Illustration } from '../export-document.js';
import type { SuppressedByMeasure } from '../figures-table.js';

type ChartMeasure = (typeof measures)[number];

/**
 * Returns the charts of totals over time, by type and mode, and on the map: complaints documented and each additional measure without
 * suppression.
 */
export function createTotalsCharts(
  view: TotalsView,
  scopeName: string,
  suppressed: SuppressedByMeasure,
): Illustration[] {
  const included = measures.filter(({ key, property }) => isDrawn(key) && (view.figures[property]?.total ?? 0) > 0);
  return included
    .filter(({ key }) => !suppressed.has(key))
    .flatMap((measure) => createCharts(measure, view, scopeName))
    .map(toIllustration);
}

function isDrawn(key: MeasureKey): boolean {
  return key === complaintsDocumented.key || !headline.includes(key);
}

function createCharts({ key: measure, property }: ChartMeasure, view: TotalsView, scopeName: string): Chart[] {
  const { by } = view;
  const charts: Chart[] = [];
  if (by.includes('month')) {
    charts.push(drawTimeChart({ measure, scopeName, totals: groupTotals(view, property, ({ month }) => month) }));
  }
  if (by.includes('type') && by.includes('mode') && hasComplaintFacets(measure)) {
    charts.push(drawTypeAndModeChart({ measure, scopeName, totals: view }));
  }
  if (by.includes('taskForce')) {
    charts.push(
      drawTaskForceChart({ measure, scopeName, totals: groupTotals(view, property, ({ taskForce }) => taskForce?.id) }),
    );
  }
  return charts;
}

/** Returns the totals with rows of the same key added up, because a chart has no other dimension. */
function groupTotals(view: TotalsView, property: Measure['property'], keyOf: (row: TotalsRow) => unknown): TotalsView {
  const rows = groupByKey(view.rows, (row) => keyOf(row) ?? null).map((group) => {
    const [first] = group;
    const figure = addFigures(group.flatMap(({ figures }) => figures[property] ?? []));
    return { ...first, figures: { ...first.figures, [property]: figure } };
  });
  return { ...view, rows };
}
