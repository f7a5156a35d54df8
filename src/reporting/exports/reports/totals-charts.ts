import { byTaskForce } from '../../charts/by-task-force.js';
import { byTypeAndMode } from '../../charts/by-type-and-mode.js';
import type { Chart } from '../../charts/chart.js';
import { together } from '../../charts/numbers.js';
import { overTime } from '../../charts/over-time.js';
import {
  complaintsDocumented,
  headline,
  isOfComplaints,
  measures,
  type Measure,
  type MeasureKey,
} from '../../reports/measures/index.js';
import type { TotalsRow, TotalsView } from '../../reports/reports.contract.js';
import { grouped } from '../../reports/timeliness/told-apart.js';
import { illustrationOf } from '../bar-charts.js';
import type { Illustration } from '../exported.js';
import type { Suppressed } from '../figures-table.js';

type Drawn = (typeof measures)[number];

/**
 * Returns the charts of totals: over time, by type and mode, and on the map. It draws complaints documented and every
 * additional measure. A measure with suppression has no chart.
 */
export function chartsOfTotals(view: TotalsView, whose: string, suppressed: Suppressed): Illustration[] {
  const told = measures.filter(({ key, property }) => isDrawn(key) && (view.figures[property]?.total ?? 0) > 0);
  return told
    .filter(({ key }) => !suppressed.has(key))
    .flatMap((measure) => chartsOf(measure, view, whose))
    .map(illustrationOf);
}

function isDrawn(key: MeasureKey): boolean {
  return key === complaintsDocumented.key || !headline.includes(key);
}

function chartsOf({ key: measure, property }: Drawn, view: TotalsView, whose: string): Chart[] {
  const { by } = view;
  const charts: Chart[] = [];
  if (by.includes('month')) {
    charts.push(overTime({ measure, whose, totals: toldBy(view, property, ({ month }) => month) }));
  }
  if (by.includes('type') && by.includes('mode') && isOfComplaints(measure)) {
    charts.push(byTypeAndMode({ measure, whose, totals: view }));
  }
  if (by.includes('taskForce')) {
    charts.push(byTaskForce({ measure, whose, totals: toldBy(view, property, ({ taskForce }) => taskForce?.id) }));
  }
  return charts;
}

/** Returns the totals with rows of the same key added up, because a chart has no other dimension. */
function toldBy(view: TotalsView, property: Measure['property'], keyOf: (row: TotalsRow) => unknown): TotalsView {
  const rows = grouped(view.rows, (row) => keyOf(row) ?? null).map((alike) => {
    const [first] = alike;
    const figure = together(alike.flatMap(({ figures }) => figures[property] ?? []));
    return { ...first, figures: { ...first.figures, [property]: figure } };
  });
  return { ...view, rows };
}
