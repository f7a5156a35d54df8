import type { Figure } from '../reports/figures.contract.js';
import { headingOf, outlineOf, tableOf, untoldIn, type Chart, type Counted } from './chart.js';
import type { ChartRow } from './charts.contract.js';
import { looks } from './looks.js';
import { said, together } from './numbers.js';
import { stackedOf, type Series } from './stacked.js';
import { alternativeTextOf, headed, spoken } from './words.js';

interface TypeBar {
  readonly type: string | null;
  readonly figures: readonly Figure[];
  readonly figure: Figure;
}

interface Mode extends Series {
  readonly mode: string | null;
}

const unclassified = 'unclassified';
const modes: readonly Mode[] = [
  { mode: 'proactive', name: 'proactive', look: looks.first },
  { mode: 'reactive', name: 'reactive', look: looks.second },
  { mode: unclassified, name: 'mode unclassified', look: looks.third },
  { mode: null, name: 'mode not told', look: looks.fourth },
];

/** Draws the totals of each complaint type as one bar, divided by mode. */
export function byTypeAndMode(counted: Counted): Chart {
  const outline = outlineOf(counted, 'by type and mode');
  const { rows, total } = outline;
  const series = modes.filter(({ mode }) => rows.some((row) => row.mode === mode));
  const bars = [...new Set(rows.map(({ type }) => type))].map((type) => barOf(type, rows, series)).sort(inOrder);
  const alternativeText = alternativeTextOf({
    what: `Stacked bar chart of ${outline.subject}`,
    period: counted.totals,
    whose: counted.whose,
    total,
    parts: bars
      .filter(({ type }) => type !== null)
      .map((bar) => ({ name: nameOf(bar.type), figure: bar.figure, detail: detailOf(bar, series) })),
    untold: untoldIn(rows, ({ type }) => type === null, nameOf(null)),
  });
  const drawn = bars.map(({ type, figures }) => ({ label: headed(nameOf(type)), figures }));
  return {
    table: tableOf(counted, outline, rows, alternativeText),
    picture: stackedOf(headingOf(counted, outline, []), series, drawn),
  };
}

function barOf(type: string | null, rows: readonly ChartRow[], series: readonly Mode[]): TypeBar {
  const of = rows.filter((row) => row.type === type);
  const figures = series.map(({ mode }) => together(of.filter((row) => row.mode === mode).map(({ figure }) => figure)));
  return { type, figures, figure: together(figures) };
}

/** Compares by total, the largest first; bars without a type come last. */
function inOrder(a: TypeBar, b: TypeBar): number {
  const rank = ({ type }: TypeBar): number => (type === null ? 2 : type === unclassified ? 1 : 0);
  return rank(a) - rank(b) || b.figure.total - a.figure.total || (nameOf(a.type) < nameOf(b.type) ? -1 : 1);
}

function nameOf(type: string | null): string {
  return type === null ? 'not told by type' : spoken(type);
}

function detailOf({ figures }: TypeBar, series: readonly Mode[]): string {
  const parts = series.flatMap(({ name }, index) => {
    const figure = figures[index];
    return figure && figure.total > 0 ? [`${name} ${said(figure)}`] : [];
  });
  return parts.join(', ');
}
