import { drawBars, type Bar } from '../charts/bars.js';
import { listPrecisionNotes, type Chart } from '../charts/chart.js';
import { styles } from '../charts/styles.js';
import { spellFigure, addFigures } from '../charts/numbers.js';
import type { Heading } from '../charts/sheet.js';
import { drawStackedBars, type Series, type StackedBar } from '../charts/stacked-bars.js';
import { capitalize, formatPeriod, humanize } from '../charts/chart-text.js';
import type { DayRange } from '../../platform/time/calendar.js';
import type { Figure } from '../reports/figures.view.js';
import type { Precision } from '../reports/reports.enums.js';
import type { Illustration } from './export-document.js';
import type { ShownFigure } from './suppressed-figures.js';

/** Maximum number of bars of a chart. More bars make several charts, each legible on its page. */
const maxBars = 10;

const origins: readonly Series[] = [
  { name: 'recorded in the tracker', style: styles.first },
  { name: 'historical totals', style: styles.second },
];

export interface ChartFigure {
  readonly name: string;
  readonly figure: ShownFigure;
  readonly precision: Precision;
}

/** Returns the heading of a chart, with its period and the name of its scope. */
export function createHeading(
  title: string,
  period: DayRange | null,
  scopeName: string,
  notes: readonly string[] = [],
): Heading {
  return { title, subtitle: [...(period ? [formatPeriod(period)] : []), scopeName].join(' · '), notes };
}

/**
 * Returns stacked bar charts, as many as the bars need. The legend omits empty series; several charts omit zero bars, which are in the
 * table only.
 */
export function createBarCharts(
  heading: Heading,
  series: readonly Series[],
  bars: readonly StackedBar[],
): Illustration[] {
  const hasValue = ({ figures }: StackedBar): boolean => figures.some(({ total }) => total > 0);
  const visible = bars.length > maxBars ? bars.filter(hasValue) : bars;
  const hasValues = series.map((_, index) => visible.some(({ figures }) => (figures[index]?.total ?? 0) > 0));
  const shown = visible.map(({ label, figures }) => ({
    label,
    figures: figures.filter((_, index) => hasValues[index]),
  }));
  const charts = Math.max(1, Math.ceil(shown.length / maxBars));
  return Array.from({ length: charts }, (_, index) => {
    const title = charts === 1 ? heading.title : `${heading.title}, ${index + 1} of ${charts}`;
    const headed = { ...heading, title };
    const parts = series.filter((__, one) => hasValues[one]);
    const some = shown.slice(index * maxBars, (index + 1) * maxBars);
    const said = some.map(({ label, figures }) => ({
      label,
      figure: addFigures(figures),
      of: formatParts(figures, parts),
    }));
    return { picture: drawStackedBars(headed, parts, some), alternativeText: describeBars(headed, said) };
  });
}

/** Returns one bar chart of bars in time order. */
export function createBarChart(heading: Heading, bars: readonly Bar[]): Illustration {
  return { picture: drawBars(heading, bars), alternativeText: describeBars(heading, bars) };
}

/** Returns the parts of a bar in words: `3 recorded in the tracker, 1 historical totals`. */
function formatParts(figures: readonly Figure[], series: readonly Series[]): string {
  return series
    .flatMap(({ name }, index) => {
      const figure = figures[index];
      return figure && figure.total > 0 ? [`${spellFigure(figure)} ${name}`] : [];
    })
    .join(', ');
}

function describeBars(
  { title, subtitle, notes }: Heading,
  bars: readonly { readonly label: string; readonly figure: Figure; readonly of?: string }[],
): string {
  const each = bars.map(
    ({ label, figure, of = '' }) => `${label}: ${spellFigure(figure)}${of === '' ? '' : ` (${of})`}`,
  );
  const shown = bars.some(({ figure }) => figure.total > 0)
    ? `${each.join('; ')}.`
    : 'Nothing was counted in this period.';
  return [`Bar chart: ${title}, ${subtitle}.`, shown, ...notes].join(' ');
}

/**
 * Returns bar charts of figures, with recorded numbers and historical totals in one bar. Suppressed figures are not
 * drawn.
 */
export function createFigureCharts(heading: Heading, figures: readonly ChartFigure[]): Illustration[] {
  const bars: StackedBar[] = [];
  const suppressed: string[] = [];
  for (const { name, figure, precision } of figures) {
    const { recorded, historical } = figure;
    if (recorded === 'suppressed' || historical === 'suppressed') suppressed.push(humanize(name));
    else
      bars.push({
        label: capitalize(humanize(name)),
        figures: [toExactFigure(recorded), { ...toExactFigure(historical), precision }],
      });
  }
  const notes = [
    ...listPrecisionNotes(bars.flatMap((bar) => bar.figures)),
    ...(suppressed.length === 0 ? [] : [`Suppressed, and not drawn: ${suppressed.join(', ')}.`]),
  ];
  return createBarCharts({ ...heading, notes: [...heading.notes, ...notes] }, origins, bars);
}

/** Returns a count as an exact figure of a chart. */
export function toExactFigure(n: number): Figure {
  return { recorded: n, historical: 0, total: n, precision: 'exact' };
}

/** Returns a chart of totals with its alternative text. */
export function toIllustration({ picture, table: { alternativeText } }: Chart): Illustration {
  return { picture, alternativeText };
}
