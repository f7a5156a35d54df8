import { monthsOf, type DayRange } from '../../platform/time/calendar.js';
import { barsOf } from './bars.js';
import { headingOf, noteOf, outlineOf, tableOf, untoldIn, type Chart, type Counted } from './chart.js';
import type { ChartRow } from './charts.contract.js';
import { together } from './numbers.js';
import { alternativeTextOf, monthInShort, monthInWords, type Named } from './words.js';

/** Maximum number of months drawn as bars: 20 years. A longer period is drawn by year. */
const mostMonths = 240;
/** Maximum number of months in the description: two years. A listener would not follow more. */
const mostToldMonths = 24;

/** Draws totals in time order, including the months without records. */
export function overTime(counted: Counted): Chart {
  const { totals, whose } = counted;
  const outline = outlineOf(counted, 'over time');
  const rows = withEmptyMonths(outline.rows, totals);
  const months = rows.flatMap(({ month, figure }) => (month === null ? [] : [{ name: month, figure }]));
  const untold = untoldIn(rows, ({ month }) => month === null, 'not told by month');
  const drawn = months.length > mostMonths ? byYear(months) : months;
  const told = months.length > mostToldMonths ? byYear(months) : months;
  const grain = drawn === months ? 'month' : 'year';
  const alternativeText = alternativeTextOf({
    what: `Bar chart of ${outline.subject}, a bar a ${grain}`,
    period: totals,
    whose,
    total: outline.total,
    parts: drawn.map(spelt),
    told: told.map(spelt),
    untold,
  });
  const notes = [`A bar is a ${grain}.`, ...noteOnEdges(totals, grain), ...noteOf(untold)];
  const bars = drawn.map(({ name, figure }) => ({ label: name.length === 4 ? name : monthInShort(name), figure }));
  return {
    table: tableOf(counted, outline, rows, alternativeText),
    picture: barsOf(headingOf(counted, outline, notes), bars),
  };
}

/** Spells out a month or a year. */
function spelt({ name, figure }: Named): Named {
  return { name: name.length === 4 ? name : monthInWords(name), figure };
}

/** Adds the months without records as zero. */
function withEmptyMonths(rows: readonly ChartRow[], period: DayRange): ChartRow[] {
  const found = new Map(rows.map((row) => [row.month, row]));
  const empty = { taskForce: null, type: null, mode: null, figure: together([]) };
  const months = monthsOf(period).map((month) => found.get(month) ?? { ...empty, month });
  return [...months, ...rows.filter(({ month }) => month === null)];
}

function byYear(months: readonly Named[]): Named[] {
  const years = new Map<string, Named[]>();
  for (const month of months) {
    const year = month.name.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), month]);
  }
  return [...years].map(([name, of]) => ({ name, figure: together(of.map(({ figure }) => figure)) }));
}

/** Returns a note on incomplete first and last bars, which may be lower for that reason. */
function noteOnEdges({ from, until }: DayRange, grain: 'month' | 'year'): string[] {
  const beginning = grain === 'month' ? '-01' : '-01-01';
  const edges = [...(from.endsWith(beginning) ? [] : ['first']), ...(until.endsWith(beginning) ? [] : ['last'])];
  return edges.length === 0 ? [] : [`Of the ${edges.join(' and the ')} ${grain} the period has only some days.`];
}
