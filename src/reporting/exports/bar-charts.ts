import { barsOf, type Bar } from '../charts/bars.js';
import { notesOnPrecision, type Chart } from '../charts/chart.js';
import { looks } from '../charts/looks.js';
import { said, together } from '../charts/numbers.js';
import type { Heading } from '../charts/sheet.js';
import { stackedOf, type Series, type StackedBar } from '../charts/stacked.js';
import { headed, periodInWords, spoken } from '../charts/words.js';
import type { DayRange } from '../../platform/time/calendar.js';
import type { Figure } from '../reports/figures.contract.js';
import type { Precision } from '../reports/reports.words.js';
import type { Illustration } from './exported.js';
import type { ToldFigure } from './suppressed-figures.js';

/** Maximum number of bars of a chart. More bars make several charts, each legible on its page. */
const mostBars = 10;

const origins: readonly Series[] = [
  { name: 'recorded in the tracker', look: looks.first },
  { name: 'historical totals', look: looks.second },
];

/** Number of a report that a chart may show. */
export interface NamedFigure {
  readonly name: string;
  readonly figure: ToldFigure;
  readonly precision: Precision;
}

/** Returns the heading of a chart, with its period and the name of its scope. */
export function headingOf(
  title: string,
  period: DayRange | null,
  whose: string,
  notes: readonly string[] = [],
): Heading {
  return { title, subtitle: [...(period ? [periodInWords(period)] : []), whose].join(' · '), notes };
}

/**
 * Returns stacked bar charts, as many as the bars need. The legend omits a series without values. Several charts omit
 * zero bars, which are in the table only.
 */
export function barChartsOf(heading: Heading, series: readonly Series[], bars: readonly StackedBar[]): Illustration[] {
  const has = ({ figures }: StackedBar): boolean => figures.some(({ total }) => total > 0);
  const told = bars.length > mostBars ? bars.filter(has) : bars;
  const isThere = series.map((_, place) => told.some(({ figures }) => (figures[place]?.total ?? 0) > 0));
  const shown = told.map(({ label, figures }) => ({ label, figures: figures.filter((_, place) => isThere[place]) }));
  const charts = Math.max(1, Math.ceil(shown.length / mostBars));
  return Array.from({ length: charts }, (_, place) => {
    const title = charts === 1 ? heading.title : `${heading.title}, ${place + 1} of ${charts}`;
    const headed = { ...heading, title };
    const parts = series.filter((__, one) => isThere[one]);
    const some = shown.slice(place * mostBars, (place + 1) * mostBars);
    const said = some.map(({ label, figures }) => ({
      label,
      figure: together(figures),
      of: partsInWords(figures, parts),
    }));
    return { picture: stackedOf(headed, parts, some), alternativeText: chartInWords(headed, said) };
  });
}

/** Returns one bar chart of bars in time order. */
export function barChartOf(heading: Heading, bars: readonly Bar[]): Illustration {
  return { picture: barsOf(heading, bars), alternativeText: chartInWords(heading, bars) };
}

/** Returns the parts of a bar in words: `3 recorded in the tracker, 1 historical totals`. */
function partsInWords(figures: readonly Figure[], series: readonly Series[]): string {
  return series
    .flatMap(({ name }, place) => {
      const figure = figures[place];
      return figure && figure.total > 0 ? [`${said(figure)} ${name}`] : [];
    })
    .join(', ');
}

/** Describes a bar chart in words: its heading, each bar with its figure, and its notes. */
function chartInWords(
  { title, subtitle, notes }: Heading,
  bars: readonly { readonly label: string; readonly figure: Figure; readonly of?: string }[],
): string {
  const each = bars.map(({ label, figure, of = '' }) => `${label}: ${said(figure)}${of === '' ? '' : ` (${of})`}`);
  const shown = bars.some(({ figure }) => figure.total > 0)
    ? `${each.join('; ')}.`
    : 'Nothing was counted in this period.';
  return [`Bar chart: ${title}, ${subtitle}.`, shown, ...notes].join(' ');
}

/**
 * Returns bar charts of figures, with recorded numbers and historical totals in one bar. Suppressed figures are not
 * drawn.
 */
export function figureChartsOf(heading: Heading, figures: readonly NamedFigure[]): Illustration[] {
  const bars: StackedBar[] = [];
  const suppressed: string[] = [];
  for (const { name, figure, precision } of figures) {
    const { recorded, historical } = figure;
    if (recorded === 'suppressed' || historical === 'suppressed') suppressed.push(spoken(name));
    else
      bars.push({ label: headed(spoken(name)), figures: [exactly(recorded), { ...exactly(historical), precision }] });
  }
  const notes = [
    ...notesOnPrecision(bars.flatMap((bar) => bar.figures)),
    ...(suppressed.length === 0 ? [] : [`Suppressed, and not drawn: ${suppressed.join(', ')}.`]),
  ];
  return barChartsOf({ ...heading, notes: [...heading.notes, ...notes] }, origins, bars);
}

/** Returns a count as an exact figure of a chart. */
export function exactly(n: number): Figure {
  return { recorded: n, historical: 0, total: n, precision: 'exact' };
}

/** Returns a chart of totals with its alternative text. */
export function illustrationOf({ picture, table: { alternativeText } }: Chart): Illustration {
  return { picture, alternativeText };
}
