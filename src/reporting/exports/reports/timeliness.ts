import type { TimelinessRow, TimelinessView } from '../../reports/timeliness/timeliness.view.js';
import { reopening, timingMeasures } from '../../reports/timeliness/timing-measures.js';
import type { Timing, Timings } from '../../reports/timeliness/timings.view.js';
import { styles } from '../../charts/styles.js';
import { capitalize, humanize } from '../../charts/chart-text.js';
import { createBarCharts, toExactFigure, createHeading } from '../bar-charts.js';
import { batchRows, type Column, type Report, type Row } from '../export-document.js';
import { describePeriod, describeScope, describeTargets, createTextColumns } from '../figures-table.js';

const numberColumns: readonly Column[] = [
  { key: 'stopped', kind: 'count' },
  { key: 'wallMedianSeconds', kind: 'count' },
  { key: 'wallP90Seconds', kind: 'count' },
  { key: 'workingMedianSeconds', kind: 'count' },
  { key: 'workingP90Seconds', kind: 'count' },
  { key: 'ofTarget', kind: 'count' },
  { key: 'pastTarget', kind: 'count' },
  { key: 'pastTargetShare', kind: 'share' },
  { key: 'reopenedShare', kind: 'share' },
];

/** Series of the chart: clocks within target, past target and without a target. */
const targetSeries = [
  { name: 'within what the tier allows', style: styles.first },
  { name: 'past what the tier allows', style: styles.second },
  { name: 'without a target', style: styles.fourth },
] as const;

/**
 * Returns the report of durations, with a row for each clock of the whole and of each part. It contains nothing about
 * victims.
 */
export function buildTimelinessReport(view: TimelinessView, scopeName: string): Report {
  const { rules, definitions, relativeError } = view;
  const clocks = definitions.map(({ measure, begins, stops, pauses }) => ({
    name: measure,
    value: `Begins: ${begins} Stops: ${stops} Pauses: ${pauses}`,
  }));
  const bars = timingMeasures.map(({ key, property }) => ({
    label: capitalize(humanize(key)),
    figures: countByTarget(view.timings[property]).map(toExactFigure),
  }));
  return {
    title: 'Timeliness of a period',
    definition: [
      describePeriod(view),
      describeScope(view.scope),
      describeTargets(view),
      { name: 'rules', value: rules },
      { name: 'relativeError', value: `${relativeError}, of a median or p90; counts are exact` },
      ...clocks,
    ],
    columns: [
      ...createTextColumns(['rowKind', 'taskForce', 'agency', 'priority', 'source', 'month', 'clock']),
      ...numberColumns,
    ],
    rows: batchRows([
      ...toRows(['whole', null, null, null, null, null], view.timings),
      ...view.rows.flatMap((row) => toRows(['part', ...toDimensions(row)], row.timings)),
    ]),
    charts: createBarCharts(createHeading('Clocks that stopped', view, scopeName), targetSeries, bars),
  };
}

function toDimensions({ taskForce, agency, priority, source, month }: TimelinessRow): Row {
  return [taskForce?.code ?? null, agency?.name ?? null, priority?.toString() ?? null, source, month];
}

function toRows(of: Row, timings: Timings): Row[] {
  return timingMeasures.map(({ property }) => {
    const { stopped, wall, working, pastTarget } = timings[property];
    const durations = [wall.medianSeconds, wall.p90Seconds, working.medianSeconds, working.p90Seconds];
    const targetFigures = [pastTarget?.total ?? null, pastTarget?.past ?? null, pastTarget?.share ?? null];
    return [
      ...of,
      property,
      stopped,
      ...durations,
      ...targetFigures,
      property === reopening.property ? timings.reopenedShare : null,
    ];
  });
}

function countByTarget({ stopped, pastTarget }: Timing): number[] {
  const { total, past } = pastTarget ?? { total: 0, past: 0 };
  return [total - past, past, stopped - total];
}
