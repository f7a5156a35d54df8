import { monthsOf, type DayRange } from '../../platform/time/calendar.js';
import { drawBars } from './bars.js';
import {
  buildHeading,
  listUnclassifiedNotes,
  buildOutline,
  buildTable,
  sumUnclassified,
  type Chart,
  type ChartInput,
} from './chart.js';
import type { ChartRow } from './chart.view.js';
import { addFigures } from './numbers.js';
import { describeChart, formatShortMonth, formatMonth, type LabelledFigure } from './chart-text.js';

/** Maximum number of months drawn as bars: 20 years. A longer period is drawn by year. */
const maxMonths = 240;
/** Maximum number of months in the description: two years. A listener would not follow more. */
const maxListedMonths = 24;

/** Draws totals in time order, including the months without records. */
export function drawTimeChart(input: ChartInput): Chart {
  const { totals, scopeName } = input;
  const outline = buildOutline(input, 'over time');
  const rows = addEmptyMonths(outline.rows, totals);
  const months = rows.flatMap(({ month, figure }) => (month === null ? [] : [{ name: month, figure }]));
  const unclassified = sumUnclassified(rows, ({ month }) => month === null, 'not broken down by month');
  const barFigures = months.length > maxMonths ? groupByYear(months) : months;
  const listed = months.length > maxListedMonths ? groupByYear(months) : months;
  const grain = barFigures === months ? 'month' : 'year';
  const alternativeText = describeChart({
    subject: `Bar chart of ${outline.subject}, a bar a ${grain}`,
    period: totals,
    scopeName,
    total: outline.total,
    parts: barFigures.map(spellOutLabel),
    listed: listed.map(spellOutLabel),
    unclassified,
  });
  const notes = [`A bar is a ${grain}.`, ...listEdgeNotes(totals, grain), ...listUnclassifiedNotes(unclassified)];
  const bars = barFigures.map(({ name, figure }) => ({
    label: name.length === 4 ? name : formatShortMonth(name),
    figure,
  }));
  return {
    table: buildTable(input, outline, rows, alternativeText),
    picture: drawBars(buildHeading(input, outline, notes), bars),
  };
}

function spellOutLabel({ name, figure }: LabelledFigure): LabelledFigure {
  return { name: name.length === 4 ? name : formatMonth(name), figure };
}

function addEmptyMonths(rows: readonly ChartRow[], period: DayRange): ChartRow[] {
  const rowByMonth = new Map(rows.map((row) => [row.month, row]));
  const empty = { taskForce: null, type: null, mode: null, figure: addFigures([]) };
  const months = monthsOf(period).map((month) => rowByMonth.get(month) ?? { ...empty, month });
  return [...months, ...rows.filter(({ month }) => month === null)];
}

function groupByYear(months: readonly LabelledFigure[]): LabelledFigure[] {
  const years = new Map<string, LabelledFigure[]>();
  for (const month of months) {
    const year = month.name.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), month]);
  }
  return [...years].map(([name, monthsOfYear]) => ({
    name,
    figure: addFigures(monthsOfYear.map(({ figure }) => figure)),
  }));
}

/** Returns a note on incomplete first and last bars, which may be lower for that reason. */
function listEdgeNotes({ from, until }: DayRange, grain: 'month' | 'year'): string[] {
  const beginning = grain === 'month' ? '-01' : '-01-01';
  const edges = [...(from.endsWith(beginning) ? [] : ['first']), ...(until.endsWith(beginning) ? [] : ['last'])];
  return edges.length === 0 ? [] : [`Of the ${edges.join(' and the ')} ${grain} the period has only some days.`];
}
