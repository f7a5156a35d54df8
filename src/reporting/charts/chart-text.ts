import { addDays, type Day, type DayRange } from '../../platform/time/calendar.js';
import type { Figure } from '../reports/figures.view.js';
import { spellFigure, formatThousands } from './numbers.js';

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
export function humanize(word: string): string {
  return word
    .replaceAll('_', ' ')
    .replaceAll(/\b(?:csam|ai)\b/g, (initials) => initials.toUpperCase())
    .replaceAll(/\bcybertip/g, 'CyberTip');
}

/** Capitalizes the first letter. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Returns `2018-03` as `March 2018`. */
export function formatMonth(month: string): string {
  return `${monthNames[Number(month.slice(5, 7)) - 1] ?? ''} ${month.slice(0, 4)}`;
}

/** Returns `2018-03` as `Mar 2018`. */
export function formatShortMonth(month: string): string {
  return `${(monthNames[Number(month.slice(5, 7)) - 1] ?? '').slice(0, 3)} ${month.slice(0, 4)}`;
}

/** Returns a period with its last day included: `1 March 2018 to 31 May 2018`. */
export function formatPeriod({ from, until }: DayRange): string {
  const last = addDays(until, -1);
  return from === last ? formatDay(from) : `${formatDay(from)} to ${formatDay(last)}`;
}

function formatDay(day: Day): string {
  return `${Number(day.slice(8, 10))} ${formatMonth(day)}`;
}

export interface LabelledFigure {
  readonly name: string;
  readonly figure: Figure;
  readonly detail?: string;
}

export interface ChartDescription {
  /** Kind and subject of the chart, such as `Bar chart of arrests by month`. */
  readonly subject: string;
  readonly period: DayRange;
  readonly scopeName: string;
  readonly total: Figure;
  readonly parts: readonly LabelledFigure[];
  /** Figures to list in place of the parts; for many months, the years. */
  readonly listed?: readonly LabelledFigure[];
  /** Part of the total without a breakdown, such as `not broken down by month`. */
  readonly unclassified: LabelledFigure | null;
}

export function describeChart({
  subject,
  period,
  scopeName,
  total,
  parts,
  listed = parts,
  unclassified,
}: ChartDescription): string {
  const sentences = [`${subject}, ${formatPeriod(period)}, ${scopeName}.`];
  if (total.total === 0) return [...sentences, 'Nothing was counted in this period.'].join(' ');
  const historical = total.historical > 0 ? `, of it ${formatThousands(total.historical)} from historical totals` : '';
  sentences.push(`In all ${spellFigure(total)}${historical}.`);
  const [first, ...others] = parts;
  if (first && others.length > 0) {
    const highest = others.reduce((most, part) => (part.figure.total > most.figure.total ? part : most), first);
    const lowest = others.reduce((least, part) => (part.figure.total < least.figure.total ? part : least), first);
    const isLevel = highest.figure.total === lowest.figure.total;
    sentences.push(isLevel ? 'All alike.' : `Highest, ${formatLabelled(highest)}. Lowest, ${formatLabelled(lowest)}.`);
  }
  if (unclassified) sentences.push(`${capitalize(formatLabelled(unclassified))}.`);
  const some = listed.filter(({ figure }) => figure.total > 0);
  const none = some.length < listed.length ? ['all others: none'] : [];
  if (some.length > 0) sentences.push(`Each: ${[...some.map(formatDetailed), ...none].join('; ')}.`);
  return sentences.join(' ');
}

function formatDetailed({ detail, ...part }: LabelledFigure): string {
  return `${formatLabelled(part)}${detail === undefined ? '' : ` (${detail})`}`;
}

function formatLabelled({ name, figure }: LabelledFigure): string {
  return `${name}: ${spellFigure(figure)}`;
}
