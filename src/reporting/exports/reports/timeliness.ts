import type { TimelinessRow, TimelinessView } from '../../reports/timeliness/timeliness.contract.js';
import { reopening, timingMeasures } from '../../reports/timeliness/timings.js';
import type { Timing, Timings } from '../../reports/timeliness/timings.contract.js';
import { looks } from '../../charts/looks.js';
import { headed, spoken } from '../../charts/words.js';
import { barChartsOf, exactly, headingOf } from '../bar-charts.js';
import { inLots, type Column, type Report, type Row } from '../exported.js';
import { periodLine, scopeLine, targetsLine, textColumns } from '../figures-table.js';

const numbers: readonly Column[] = [
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
const kept = [
  { name: 'within what the tier allows', look: looks.first },
  { name: 'past what the tier allows', look: looks.second },
  { name: 'without a target', look: looks.fourth },
] as const;

/**
 * Returns the report of durations, with a row for each clock of the whole and of each part. It contains nothing about
 * victims.
 */
export function timelinessReport(view: TimelinessView, whose: string): Report {
  const { rules, definitions, relativeError } = view;
  const clocks = definitions.map(({ of, begins, stops, pauses }) => ({
    name: of,
    value: `Begins: ${begins} Stops: ${stops} Pauses: ${pauses}`,
  }));
  const bars = timingMeasures.map(({ key, property }) => ({
    label: headed(spoken(key)),
    figures: keptOf(view.timings[property]).map(exactly),
  }));
  return {
    title: 'Timeliness of a period',
    definition: [
      periodLine(view),
      scopeLine(view.scope),
      targetsLine(view),
      { name: 'rules', value: rules },
      { name: 'relativeError', value: `${relativeError}, of a median or p90; counts are exact` },
      ...clocks,
    ],
    columns: [...textColumns(['tells', 'taskForce', 'agency', 'priority', 'source', 'month', 'clock']), ...numbers],
    rows: inLots([
      ...rowsOf(['whole', null, null, null, null, null], view.timings),
      ...view.rows.flatMap((row) => rowsOf(['part', ...toldOf(row)], row.timings)),
    ]),
    charts: barChartsOf(headingOf('Clocks that stopped', view, whose), kept, bars),
  };
}

function toldOf({ taskForce, agency, priority, source, month }: TimelinessRow): Row {
  return [taskForce?.code ?? null, agency?.name ?? null, priority?.toString() ?? null, source, month];
}

function rowsOf(of: Row, timings: Timings): Row[] {
  return timingMeasures.map(({ property }) => {
    const { stopped, wall, working, pastTarget } = timings[property];
    const ran = [wall.medianSeconds, wall.p90Seconds, working.medianSeconds, working.p90Seconds];
    const held = [pastTarget?.of ?? null, pastTarget?.past ?? null, pastTarget?.share ?? null];
    return [...of, property, stopped, ...ran, ...held, property === reopening.property ? timings.reopenedShare : null];
  });
}

function keptOf({ stopped, pastTarget }: Timing): number[] {
  const { of, past } = pastTarget ?? { of: 0, past: 0 };
  return [of - past, past, stopped - of];
}
