import type { Figure } from '../reports/figures.contract.js';
import { faintInk, filled, gridLine, written, type Look } from './looks.js';
import { marked, short, thousands, ticksTo, together } from './numbers.js';
import { emptySheet, margin, sheetOf, top, type Heading } from './sheet.js';
import { widthOf, type Picture, type Shape } from './shapes.js';

export interface Series {
  readonly name: string;
  readonly look: Look;
}

/** Stacked bar: its label, and a figure for each series in order. */
export interface StackedBar {
  readonly label: string;
  readonly figures: readonly Figure[];
}

const width = 960;
const labelSize = 12;
const detailSize = 10;
const rowHeight = 42;
const barHeight = 16;
const seam = 1.5;

/** Draws horizontal stacked bars, each with the figures of its parts in words. */
export function stackedOf(heading: Heading, series: readonly Series[], bars: readonly StackedBar[]): Picture {
  const totals = bars.map(({ figures }) => together(figures));
  const most = Math.max(0, ...totals.map(({ total }) => total));
  if (most === 0) return emptySheet(heading, width);
  const left = margin + Math.max(...bars.map(({ label }) => widthOf(label, labelSize))) + 12;
  const right = width - margin - Math.max(...totals.map((total) => widthOf(marked(total), labelSize, true))) - 8;
  const ticks = ticksTo(most, 5);
  const scale = (right - left) / (ticks.at(-1) ?? 1);
  const [first, last] = [top + 8, top + 8 + bars.length * rowHeight];
  return sheetOf(
    heading,
    series,
    [
      ...ticks.flatMap((tick) => grid(tick, left + tick * scale, first, last)),
      ...tickLabels(ticks, left, scale, last),
      ...bars.flatMap((bar, index) => row(bar, series, left, first + index * rowHeight + 6, scale)),
    ],
    { width, bottom: last + 34 },
  );
}

function grid(tick: number, x: number, y1: number, y2: number): Shape[] {
  const [stroke, strokeWidth] = tick === 0 ? ([faintInk, 1.5] as const) : ([gridLine, 1] as const);
  return [{ kind: 'line', x1: x, y1, x2: x, y2, stroke, strokeWidth }];
}

/** Draws every tick label, or every n-th if they would overlap. */
function tickLabels(ticks: readonly number[], left: number, scale: number, y: number): Shape[] {
  const room = Math.max(...ticks.map((tick) => widthOf(thousands(tick), 11))) + 8;
  const step = Math.ceil(room / ((ticks[1] ?? 1) * scale));
  return ticks
    .filter((_, index) => index % step === 0)
    .map((tick) => written(left + tick * scale, y + 16, thousands(tick), 11, { anchor: 'middle' }));
}

function row(
  { label, figures }: StackedBar,
  series: readonly Series[],
  left: number,
  y: number,
  scale: number,
): Shape[] {
  const total = together(figures);
  const baseLine = y + barHeight - 4;
  let before = 0;
  const parts = figures.flatMap((figure, index) => {
    const look = series[index]?.look;
    const x = left + before * scale;
    before += figure.total;
    return look && figure.total > 0 ? filled(x, y, Math.max(0.5, figure.total * scale - seam), barHeight, look) : [];
  });
  return [
    written(left - 8, baseLine, label, labelSize, { anchor: 'end' }),
    ...parts,
    written(left + before * scale + 6, baseLine, marked(total), labelSize, { isBold: true }),
    written(left + 4, y + barHeight + 12, inDetail(figures, series, width - margin - left), detailSize, {
      fill: faintInk,
    }),
  ];
}

/**
 * Returns the parts in words, shortened if they do not fit: `9,935 proactive · 3,007 reactive · 1,200 of it carried
 * over`.
 */
function inDetail(figures: readonly Figure[], series: readonly Series[], room: number): string {
  const { historical } = together(figures);
  const from = { recorded: 0, historical, total: historical, precision: 'exact' } as const;
  const written = [marked, short].map((inFigures) => {
    const parts = figures.flatMap((figure, index) =>
      figure.total > 0 ? [`${inFigures(figure)} ${series[index]?.name ?? ''}`] : [],
    );
    return [...parts, ...(historical > 0 ? [`${inFigures(from)} of it from historical totals`] : [])].join(' · ');
  });
  return written.find((text) => widthOf(text, detailSize) <= room) ?? written.at(-1) ?? '';
}
