import type { Figure } from '../reports/figures.view.js';
import { buildHeading, buildOutline, buildTable, sumUnclassified, type Chart, type ChartInput } from './chart.js';
import type { ChartRow } from './chart.view.js';
import { styles } from './styles.js';
import { spellFigure, addFigures } from './numbers.js';
import { drawStackedBars, type Series } from './stacked-bars.js';
import { describeChart, capitalize, humanize } from './chart-text.js';

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
  { mode: 'proactive', name: 'proactive', style: styles.first },
  { mode: 'reactive', name: 'reactive', style: styles.second },
  { mode: unclassified, name: 'mode unclassified', style: styles.third },
  { mode: null, name: 'mode unknown', style: styles.fourth },
];

/** Draws the totals of each complaint type as one bar, divided by mode. */
export function drawTypeAndModeChart(input: ChartInput): Chart {
  const outline = buildOutline(input, 'by type and mode');
  const { rows, total } = outline;
  const series = modes.filter(({ mode }) => rows.some((row) => row.mode === mode));
  const bars = [...new Set(rows.map(({ type }) => type))].map((type) => buildBar(type, rows, series)).sort(compareBars);
  const alternativeText = describeChart({
    subject: `Stacked bar chart of ${outline.subject}`,
    period: input.totals,
    scopeName: input.scopeName,
    total,
    parts: bars
      .filter(({ type }) => type !== null)
      .map((bar) => ({ name: formatType(bar.type), figure: bar.figure, detail: formatModes(bar, series) })),
    unclassified: sumUnclassified(rows, ({ type }) => type === null, formatType(null)),
  });
  const stackedBars = bars.map(({ type, figures }) => ({ label: capitalize(formatType(type)), figures }));
  return {
    table: buildTable(input, outline, rows, alternativeText),
    picture: drawStackedBars(buildHeading(input, outline, []), series, stackedBars),
  };
}

function buildBar(type: string | null, rows: readonly ChartRow[], series: readonly Mode[]): TypeBar {
  const typeRows = rows.filter((row) => row.type === type);
  const figures = series.map(({ mode }) =>
    addFigures(typeRows.filter((row) => row.mode === mode).map(({ figure }) => figure)),
  );
  return { type, figures, figure: addFigures(figures) };
}

/** Compares by total, the largest first; bars without a type come last. */
function compareBars(a: TypeBar, b: TypeBar): number {
  const rank = ({ type }: TypeBar): number => (type === null ? 2 : type === unclassified ? 1 : 0);
  return rank(a) - rank(b) || b.figure.total - a.figure.total || (formatType(a.type) < formatType(b.type) ? -1 : 1);
}

function formatType(type: string | null): string {
  return type === null ? 'not broken down by type' : humanize(type);
}

function formatModes({ figures }: TypeBar, series: readonly Mode[]): string {
  const parts = series.flatMap(({ name }, index) => {
    const figure = figures[index];
    return figure && figure.total > 0 ? [`${name} ${spellFigure(figure)}`] : [];
  });
  return parts.join(', ');
}
