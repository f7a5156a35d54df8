import type { Figure, Figures } from '../reports/figures.contract.js';
import { measureOf, type MeasureKey } from '../reports/measures/index.js';
import type { TotalsRow, TotalsView } from '../reports/reports.contract.js';
import type { ChartRow, ChartTable } from './charts.contract.js';
import { marked, thousands, together } from './numbers.js';
import type { Heading } from './sheet.js';
import type { Picture } from './shapes.js';
import { headed, periodInWords, spoken, type Named } from './words.js';

export interface Chart {
  readonly table: ChartTable;
  readonly picture: Picture;
}

/** Input of every chart of a measure. */
export interface Counted {
  readonly measure: MeasureKey;
  readonly totals: TotalsView;
  /** Name of the scope of the totals. */
  readonly whose: string;
}

/** Chart of a measure before it is drawn. */
export interface Outline {
  /** Subject in words, such as `complaints documented by month`. */
  readonly subject: string;
  readonly rows: readonly ChartRow[];
  readonly total: Figure;
}

const none: Figure = { recorded: 0, historical: 0, total: 0, precision: 'exact' };

export function outlineOf({ measure, totals }: Counted, by: string): Outline {
  const { property } = measureOf(measure);
  const of = (figures: Figures): Figure => figures[property] ?? none;
  const figureIn = (row: TotalsRow): ChartRow => {
    const { taskForce, month, type, mode, figures } = row;
    return { taskForce, month, type, mode, figure: of(figures) };
  };
  return {
    subject: `${spoken(measure)} ${by}`,
    rows: totals.rows.map(figureIn).filter(({ figure }) => figure.total > 0),
    total: of(totals.figures),
  };
}

/** Returns the heading, with notes on figures that are inexact or not in the chart. */
export function headingOf(counted: Counted, { subject, total, rows }: Outline, more: readonly string[]): Heading {
  const { totals, whose } = counted;
  const historical = total.historical > 0 ? `, ${thousands(total.historical)} of it from historical totals` : '';
  return {
    title: headed(subject),
    subtitle: `${periodInWords(totals)} · in all ${marked(total)}${historical} · ${whose}`,
    notes: [...more, ...notesOnPrecision(rows.map(({ figure }) => figure))],
  };
}

/** Returns the meaning of the marks of inexact figures. */
export function notesOnPrecision(figures: readonly Figure[]): string[] {
  const has = (precision: Figure['precision']): boolean => figures.some((figure) => figure.precision === precision);
  return [
    ...(has('at_least') ? ['≥ at least so many: published as more than that before the tracker.'] : []),
    ...(has('approximate') ? ['≈ about so many: published as about that before the tracker.'] : []),
  ];
}

/** Returns the part of the total that the chart cannot break down; null if there is none. */
export function untoldIn(rows: readonly ChartRow[], isUntold: (row: ChartRow) => boolean, name: string): Named | null {
  const figures = rows.filter(isUntold).map(({ figure }) => figure);
  return figures.length === 0 ? null : { name, figure: together(figures) };
}

/** Returns the same as a note below the chart. */
export function noteOf(untold: Named | null): string[] {
  return untold ? [`${headed(untold.name)}, and not drawn: ${marked(untold.figure)}.`] : [];
}

export function tableOf(
  { measure, totals }: Counted,
  { subject, total }: Outline,
  rows: readonly ChartRow[],
  alternativeText: string,
): ChartTable {
  const { from, until, scope, generatedAt } = totals;
  return { title: headed(subject), alternativeText, measure, from, until, scope, generatedAt, total, rows: [...rows] };
}
