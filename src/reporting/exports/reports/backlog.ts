import type { Backlog, BacklogRow, BacklogView } from '../../reports/timeliness/backlog.contract.js';
import { ages } from '../../reports/timeliness/waiting.js';
import { barChartOf, exactly, headingOf } from '../bar-charts.js';
import { inLots, type Column, type Report, type Row } from '../exported.js';
import { scopeLine, targetsLine, textColumns } from '../figures-table.js';

const numbers: readonly Column[] = [
  { key: 'open', kind: 'count' },
  ...ages.map((age) => ({ key: `days ${age}`, kind: 'count' }) as const),
  { key: 'pastTarget', kind: 'count' },
  { key: 'pastTargetShare', kind: 'share' },
  { key: 'overdue', kind: 'count' },
  { key: 'runningOut', kind: 'count' },
  { key: 'runOut', kind: 'count' },
];

/** Returns the report of the backlog: the whole, each state, and each part. It contains nothing about victims. */
export function backlogReport(view: BacklogView, whose: string): Report {
  const { backlog, states, rows, definitions, scope } = view;
  const bars = backlog.ages.map(({ age, complaints }) => ({
    label: `${age.replaceAll('-and-', ' and ')} days`,
    figure: exactly(complaints),
  }));
  return {
    title: 'Backlog',
    definition: [
      { name: 'at', value: view.generatedAt },
      scopeLine(scope),
      targetsLine(view),
      ...Object.entries(definitions).map(([name, value]: [string, string]) => ({ name, value })),
    ],
    columns: [...textColumns(['tells', 'taskForce', 'agency', 'priority', 'source', 'state']), ...numbers],
    rows: inLots([
      ['whole', null, null, null, null, null, ...numbersOf(backlog)],
      ...states.map((one): Row => ['state', null, null, null, null, one.state, ...numbersOf(one.backlog)]),
      ...rows.map((row): Row => ['part', ...toldOf(row), ...numbersOf(row.backlog)]),
    ]),
    charts: [barChartOf(headingOf('Open complaints by age', null, whose), bars)],
  };
}

function toldOf({ taskForce, agency, priority, source, state }: BacklogRow): Row {
  return [taskForce?.code ?? null, agency?.name ?? null, priority?.toString() ?? null, source, state];
}

function numbersOf({ open, ages, pastTarget, pastTargetShare, overdue, runningOut, runOut }: Backlog): Row {
  const byAge = ages.map(({ complaints }) => complaints);
  return [open, ...byAge, pastTarget, pastTargetShare, overdue, runningOut, runOut];
}
