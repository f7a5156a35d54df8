import type { Figure } from '../reports/figures.view.js';
import { mutedColour, drawArea, gridColour, drawText, type Style } from './styles.js';
import { formatFigure, abbreviateFigure, formatThousands, computeTicks, addFigures } from './numbers.js';
import { drawEmptySheet, margin, drawSheet, top, type Heading } from './sheet.js';
import { measureText, type Picture, type Shape } from './shapes.js';

export interface Series {
  readonly name: string;
  readonly style: Style;
}

/** Stacked bar, with its label and one figure per series, in the order of the series. */
export interface StackedBar {
  readonly label: string;
  readonly figures: readonly Figure[];
}

const width = 960;
const labelSize = 12;
const detailSize = 10;
const rowHeight = 42;
const barHeight = 16;
const partGap = 1.5;
const captionIndent = 4;
/** Forms of a caption, the longest first. */
const captionForms = [
  { format: formatFigure, origin: 'of it from historical totals' },
  { format: abbreviateFigure, origin: 'of it from historical totals' },
  { format: abbreviateFigure, origin: 'of it historical' },
];

/** Draws horizontal stacked bars, each with a caption that lists its parts. */
export function drawStackedBars(heading: Heading, series: readonly Series[], bars: readonly StackedBar[]): Picture {
  const sums = bars.map(({ figures }) => addFigures(figures));
  const max = Math.max(0, ...sums.map(({ total }) => total));
  if (max === 0) return drawEmptySheet(heading, width);
  const left = margin + Math.max(...bars.map(({ label }) => measureText(label, labelSize))) + 12;
  const right =
    width - margin - Math.max(...sums.map((total) => measureText(formatFigure(total), labelSize, true))) - 8;
  const ticks = computeTicks(max, 5);
  const scale = (right - left) / (ticks.at(-1) ?? 1);
  const [first, last] = [top + 8, top + 8 + bars.length * rowHeight];
  return drawSheet(
    heading,
    series,
    [
      ...ticks.flatMap((tick) => drawGrid(tick, left + tick * scale, first, last)),
      ...drawTickLabels(ticks, left, scale, last),
      ...bars.flatMap((bar, index) => drawRow(bar, series, left, first + index * rowHeight + 6, scale)),
    ],
    { width, bottom: last + 34 },
  );
}

function drawGrid(tick: number, x: number, y1: number, y2: number): Shape[] {
  const [stroke, strokeWidth] = tick === 0 ? ([mutedColour, 1.5] as const) : ([gridColour, 1] as const);
  return [{ kind: 'line', x1: x, y1, x2: x, y2, stroke, strokeWidth }];
}

/** Draws every tick label, or every n-th if they would overlap. */
function drawTickLabels(ticks: readonly number[], left: number, scale: number, y: number): Shape[] {
  const labelWidth = Math.max(...ticks.map((tick) => measureText(formatThousands(tick), 11))) + 8;
  const step = Math.ceil(labelWidth / ((ticks[1] ?? 1) * scale));
  return ticks
    .filter((_, index) => index % step === 0)
    .map((tick) => drawText(left + tick * scale, y + 16, formatThousands(tick), 11, { anchor: 'middle' }));
}

function drawRow(
  { label, figures }: StackedBar,
  series: readonly Series[],
  left: number,
  y: number,
  scale: number,
): Shape[] {
  const total = addFigures(figures);
  const baseLine = y + barHeight - 4;
  let offset = 0;
  const parts = figures.flatMap((figure, index) => {
    const style = series[index]?.style;
    const x = left + offset * scale;
    offset += figure.total;
    return style && figure.total > 0
      ? drawArea(x, y, Math.max(0.5, figure.total * scale - partGap), barHeight, style)
      : [];
  });
  return [
    drawText(left - 8, baseLine, label, labelSize, { anchor: 'end' }),
    ...parts,
    drawText(left + offset * scale + 6, baseLine, formatFigure(total), labelSize, { isBold: true }),
    drawText(
      left + captionIndent,
      y + barHeight + 12,
      formatParts(figures, series, width - margin - left - captionIndent),
      detailSize,
      {
        fill: mutedColour,
      },
    ),
  ];
}

/**
 * Returns the caption of a bar: `9,935 proactive · 3,007 reactive · 1,200 of it from historical totals`. If it does not
 * fit, its numbers are abbreviated, and then its last words.
 */
function formatParts(figures: readonly Figure[], series: readonly Series[], availableWidth: number): string {
  const { historical } = addFigures(figures);
  const historicalFigure = { recorded: 0, historical, total: historical, precision: 'exact' } as const;
  const captions = captionForms.map(({ format, origin }) => {
    const parts = figures.flatMap((figure, index) =>
      figure.total > 0 ? [`${format(figure)} ${series[index]?.name ?? ''}`] : [],
    );
    return [...parts, ...(historical > 0 ? [`${format(historicalFigure)} ${origin}`] : [])].join(' · ');
  });
  return captions.find((text) => measureText(text, detailSize) <= availableWidth) ?? captions.at(-1) ?? '';
}
