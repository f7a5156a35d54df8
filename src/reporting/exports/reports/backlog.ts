import type { Backlog, BacklogRow, BacklogView } from '../../reports/timeliness/backlog.view.js';
import { ages } from '../../reports/timeliness/backlog-ages.js';
import { createBarChart, toExactFigure, createHeading } from '../bar-charts.js';
import { batchRows, type Column, type Report, type Row } from '../export-document.js';
import { describeScope, describeTargets, createTextColumns } from '../figures-table.js';

const numberColumns: readonly Column[] = [
  { key: 'open', kind: 'count' },
  ...ages.map((age) => ({ key: `days ${age}`, kind: 'count' }) as const),
  { key: 'pastTarget', kind: 'count' },
  { key: 'pastTargetShare', kind: 'share' },
  { key: 'overdue', kind: 'count' },
  { key: 'expiring', kind: 'count' },
  { key: 'expired', kind: 'count' },
];

/** Returns the report of the backlog: the whole, each state, and each part. It contains nothing about victims. */
export function buildBacklogReport(view: BacklogView, scopeName: string): Report {
  const { backlog, states, rows, definitions, scope } = view;
  const bars = backlog.ages.map(({ age, complaints }) => ({
    label: `${age.replaceAll('-and-', ' and ')} days`,
    figure: toExactFigure(complaints),
  }));
  return {
    title: 'Backlog',
    definition: [
      { name: 'at', value: view.generatedAt },
      describeScope(scope),
      describeTargets(view),
      ...Object.entries(definitions).map(([name, value]: [string, string]) => ({ name, value })),
    ],
    columns: [
      ...createTextColumns(['rowKind', 'taskForce', 'agency', 'priority', 'source', 'state']),
      ...numberColumns,
    ],
    rows: batchRows([
      ['whole', null, null, null, null, null, ...toNumbers(backlog)],
      ...states.map((one): Row => ['state', null, null, null, null, one.state, ...toNumbers(one.backlog)]),
      ...rows.map((row): Row => ['part', ...toDimensions(row), ...toNumbers(row.backlog)]),
    ]),
    charts: [createBarChart(createHeading('Open complaints by age', null, scopeName), bars)],
  };
}

function toDimensions({ taskForce, agency, priority, source, state }: BacklogRow): Row {
  return [taskForce?.code ?? null, agency?.name ?? null, priority?.toString() ?? null, source, state];
}

function toNumbers({ open, ages, pastTarget, pastTargetShare, overdue, expiring, expired }: Backlog): Row {
  const byAge = ages.map(({ complaints }) => complaints);
  return [open, ...byAge, pastTarget, pastTargetShare, overdue, expiring, expired];
}
