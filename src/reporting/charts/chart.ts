import type { Figure, Figures } from '../reports/figures.view.js';
import { getMeasure, type MeasureKey } from '../reports/measures/index.js';
import type { TotalsRow, TotalsView } from '../reports/report.view.js';
import type { ChartRow, ChartTable } from './chart.view.js';
import { formatFigure, formatThousands, addFigures } from './numbers.js';
import type { Heading } from './sheet.js';
import type { Picture } from './shapes.js';
import { capitalize, formatPeriod, humanize, type LabelledFigure } from './chart-text.js';

export interface Chart {
  readonly table: ChartTable;
  readonly picture: Picture;
}

export interface ChartInput {
  readonly measure: MeasureKey;
  readonly totals: TotalsView;
  readonly scopeName: string;
}

/** Chart of a measure before it is drawn. */
export interface Outline {
  /** Subject in words, such as `complaints documented by month`. */
  readonly subject: string;
  readonly rows: readonly ChartRow[];
  readonly total: Figure;
}

const zeroFigure: Figure = { recorded: 0, historical: 0, total: 0, precision: 'exact' };

export function buildOutline({ measure, totals }: ChartInput, breakdown: string): Outline {
  const { property } = getMeasure(measure);
  const selectFigure = (figures: Figures): Figure => figures[property] ?? zeroFigure;
  const toChartRow = (row: TotalsRow): ChartRow => {
    const { taskForce, month, type, mode, figures } = row;
    return { taskForce, month, type, mode, figure: selectFigure(figures) };
  };
  return {
    subject: `${humanize(measure)} ${breakdown}`,
    rows: totals.rows.map(toChartRow).filter(({ figure }) => figure.total > 0),
    total: selectFigure(totals.figures),
  };
}

/** Returns the heading, with notes on figures that are inexact or not in the chart. */
export function buildHeading(input: ChartInput, { subject, total, rows }: Outline, more: readonly string[]): Heading {
  const { totals, scopeName } = input;
  const historical = total.historical > 0 ? `, ${formatThousands(total.historical)} of it from historical totals` : '';
  return {
    title: capitalize(subject),
    subtitle: `${formatPeriod(totals)} · in all ${formatFigure(total)}${historical} · ${scopeName}`,
    notes: [...more, ...listPrecisionNotes(rows.map(({ figure }) => figure))],
  };
}

/** Returns the meaning of the marks of inexact figures. */
export function listPrecisionNotes(figures: readonly Figure[]): string[] {
  const has = (precision: Figure['precision']): boolean => figures.some((figure) => figure.precision === precision);
  return [
    ...(has('at_least') ? ['≥ at least this number: it was published as “more than” before the tracker.'] : []),
    ...(has('approximate') ? ['≈ about this number: it was published as “about” before the tracker.'] : []),
  ];
}

/** Returns the part of the total that the chart cannot break down; null if there is none. */
export function sumUnclassified(
  rows: readonly ChartRow[],
  isUnclassified: (row: ChartRow) => boolean,
  name: string,
): LabelledFigure | null {
  const figures = rows.filter(isUnclassified).map(({ figure }) => figure);
  return figures.length === 0 ? null : { name, figure: addFigures(figures) };
}

/** Returns the note about that part below the chart. */
export function listUnclassifiedNotes(unclassified: LabelledFigure | null): string[] {
  return unclassified ? [`${capitalize(unclassified.name)}, and not drawn: ${formatFigure(unclassified.figure)}.`] : [];
}

export function buildTable(
  { measure, totals }: ChartInput,
  { subject, total }: Outline,
  rows: readonly ChartRow[],
  alternativeText: string,
): ChartTable {
  const { from, until, scope, generatedAt } = totals;
  return {
    title: capitalize(subject),
    alternativeText,
    measure,
    from,
    until,
    scope,
    generatedAt,
    total,
    rows: [...rows],
  };
}
