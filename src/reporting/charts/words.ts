import { addDays, type Day, type DayRange } from '../../platform/time/calendar.js';
import type { Figure } from '../reports/figures.contract.js';
import { said, thousands } from './numbers.js';

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Returns a word of a vocabulary as text: `csam_possession` becomes `CSAM possession`. */
export function spoken(word: string): string {
  return word
    .replaceAll('_', ' ')
    .replaceAll(/\b(?:csam|ai)\b/g, (initials) => initials.toUpperCase())
    .replaceAll(/\bcybertip/g, 'CyberTip');
}

/** Capitalizes the first letter. */
export function headed(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Returns `2018-03` as `March 2018`. */
export function monthInWords(month: string): string {
  return `${monthNames[Number(month.slice(5, 7)) - 1] ?? ''} ${month.slice(0, 4)}`;
}

/** Returns `2018-03` as `Mar 2018`. */
export function monthInShort(month: string): string {
  return `${(monthNames[Number(month.slice(5, 7)) - 1] ?? '').slice(0, 3)} ${month.slice(0, 4)}`;
}

/** Returns a period with its last day included: `1 March 2018 to 31 May 2018`. */
export function periodInWords({ from, until }: DayRange): string {
  const last = addDays(until, -1);
  return from === last ? dayInWords(from) : `${dayInWords(from)} to ${dayInWords(last)}`;
}

function dayInWords(day: Day): string {
  return `${Number(day.slice(8, 10))} ${monthInWords(day)}`;
}

export interface Named {
  readonly name: string;
  readonly figure: Figure;
  /** Breakdown of the figure in words. */
  readonly detail?: string;
}

/** Content of a chart's description: subject, sum, highest, lowest, and each figure. */
export interface ToldInWords {
  /** Kind and subject of the chart, such as `Bar chart of arrests by month`. */
  readonly what: string;
  readonly period: DayRange;
  readonly whose: string;
  readonly total: Figure;
  readonly parts: readonly Named[];
  /** Figures to list in place of the parts; for many months, the years. */
  readonly told?: readonly Named[];
  /** Part of the total without a breakdown, such as `not told by month`. */
  readonly untold: Named | null;
}

export function alternativeTextOf({ what, period, whose, total, parts, told = parts, untold }: ToldInWords): string {
  const sentences = [`${what}, ${periodInWords(period)}, ${whose}.`];
  if (total.total === 0) return [...sentences, 'Nothing was counted in this period.'].join(' ');
  const historical = total.historical > 0 ? `, of it ${thousands(total.historical)} from historical totals` : '';
  sentences.push(`In all ${said(total)}${historical}.`);
  const [first, ...others] = parts;
  if (first && others.length > 0) {
    const highest = others.reduce((most, part) => (part.figure.total > most.figure.total ? part : most), first);
    const lowest = others.reduce((least, part) => (part.figure.total < least.figure.total ? part : least), first);
    const isLevel = highest.figure.total === lowest.figure.total;
    sentences.push(isLevel ? 'All alike.' : `Highest, ${named(highest)}. Lowest, ${named(lowest)}.`);
  }
  if (untold) sentences.push(`${headed(named(untold))}.`);
  const some = told.filter(({ figure }) => figure.total > 0);
  const none = some.length < told.length ? ['all others: none'] : [];
  if (some.length > 0) sentences.push(`Each: ${[...some.map(inDetail), ...none].join('; ')}.`);
  return sentences.join(' ');
}

function inDetail({ detail, ...part }: Named): string {
  return `${named(part)}${detail === undefined ? '' : ` (${detail})`}`;
}

function named({ name, figure }: Named): string {
  return `${name}: ${said(figure)}`;
}
