import type { Figure } from '../reports/figures.view.js';
import { mutedColour, drawArea, gridColour, styles, drawText } from './styles.js';
import { formatFigure, abbreviateFigure, formatThousands, computeTicks } from './numbers.js';
import { drawEmptySheet, margin, drawSheet, top, type Heading } from './sheet.js';
import { measureText, type Picture, type Shape } from './shapes.js';

export interface Bar {
  readonly label: string;
  readonly figure: Figure;
}

const width = 960;
const right = width - margin;
const plotTop = top + 12;
const plotBottom = plotTop + 300;
const labelSize = 11;
const maxBarWidth = 90;
/** Numbers of bars between two labels. In months they make round steps, such as one year or ten. */
const labelSteps = [1, 2, 3, 6, 12, 24, 60, 120];

/** Draws bars in time order: recorded numbers, with historical totals on top. */
export function drawBars(heading: Heading, bars: readonly Bar[]): Picture {
  const max = Math.max(0, ...bars.map(({ figure }) => figure.total));
  if (max === 0) return drawEmptySheet(heading, width);
  const ticks = computeTicks(max, 5);
  const scale = (plotBottom - plotTop) / (ticks.at(-1) ?? 1);
  const left = margin + Math.max(...ticks.map((tick) => measureText(formatThousands(tick), labelSize))) + 8;
  const slot = (right - left) / bars.length;
  const hasHistorical = bars.some(({ figure }) => figure.historical > 0);
  const legend = [
    { name: 'recorded in the tracker', style: styles.first },
    ...(hasHistorical ? [{ name: 'historical totals', style: styles.second }] : []),
  ];
  return drawSheet(
    heading,
    legend,
    [
      ...ticks.flatMap((tick) => drawGrid(tick, plotBottom - tick * scale, left)),
      ...bars.flatMap(({ figure }, index) => drawBar(figure, left + index * slot, slot, scale)),
      ...drawValues(bars, left, slot, scale),
      ...drawLabels(bars, left, slot),
    ],
    { width, bottom: plotBottom + 36 },
  );
}

function drawGrid(tick: number, y: number, left: number): Shape[] {
  const [stroke, strokeWidth] = tick === 0 ? ([mutedColour, 1.5] as const) : ([gridColour, 1] as const);
  return [
    { kind: 'line', x1: left, y1: y, x2: right, y2: y, stroke, strokeWidth },
    drawText(left - 8, y + 4, formatThousands(tick), labelSize, { anchor: 'end' }),
  ];
}

function drawBar({ recorded, historical }: Figure, x: number, slot: number, scale: number): Shape[] {
  const gap = Math.max(slot * 0.2, slot - maxBarWidth);
  const middle = plotBottom - recorded * scale;
  // Both fills are dark, so a line of the background separates them.
  const seam = recorded > 0 && historical * scale > 2 ? 1 : 0;
  return [
    ...(recorded > 0 ? drawArea(x + gap / 2, middle, slot - gap, recorded * scale, styles.first) : []),
    ...(historical > 0
      ? drawArea(x + gap / 2, middle - historical * scale, slot - gap, historical * scale - seam, styles.second)
      : []),
  ];
}

/** Writes the figures if all of them fit, and otherwise only the marks of inexact figures, if those fit. */
function drawValues(bars: readonly Bar[], left: number, slot: number, scale: number): Shape[] {
  const fits = (texts: readonly string[]): boolean => texts.every((text) => measureText(text, labelSize) <= slot - 2);
  const marks = bars.map(({ figure }) => formatFigure(figure).replace(/ ?[\d,]+$/, ''));
  const texts =
    [bars.map(({ figure }) => formatFigure(figure)), bars.map(({ figure }) => abbreviateFigure(figure)), marks].find(
      fits,
    ) ?? [];
  return texts.flatMap((text, index) => {
    if (text === '') return [];
    const y = plotBottom - (bars[index]?.figure.total ?? 0) * scale - 5;
    return [drawText(left + (index + 0.5) * slot, y, text, labelSize, { anchor: 'middle' })];
  });
}

function drawLabels(bars: readonly Bar[], left: number, slot: number): Shape[] {
  const room = Math.max(...bars.map(({ label }) => measureText(label, labelSize))) + 10;
  const step = labelSteps.find((bars) => bars * slot >= room) ?? bars.length;
  return bars.flatMap(({ label }, index) => {
    const x = left + (index + 0.5) * slot;
    const end = x + measureText(label, labelSize) / 2;
    if (index % step !== 0 || end > width) return [];
    const tick: Shape = {
      kind: 'line',
      x1: x,
      y1: plotBottom,
      x2: x,
      y2: plotBottom + 5,
      stroke: mutedColour,
      strokeWidth: 1,
    };
    return [
      tick,
      drawText(Math.max(x, measureText(label, labelSize) / 2), plotBottom + 20, label, labelSize, { anchor: 'middle' }),
    ];
  });
}
