import type { Figure } from '../reports/figures.contract.js';
import { faintInk, filled, gridLine, looks, written } from './looks.js';
import { marked, short, thousands, ticksTo } from './numbers.js';
import { emptySheet, margin, sheetOf, top, type Heading } from './sheet.js';
import { widthOf, type Picture, type Shape } from './shapes.js';

export interface Bar {
  readonly label: string;
  readonly figure: Figure;
}

const width = 960;
const right = width - margin;
const plotTop = top + 12;
const plotBottom = plotTop + 300;
const labelSize = 11;
const widestBar = 90;
/** Numbers of bars between two labels. In months they make round steps, such as one year or ten. */
const labelSteps = [1, 2, 3, 6, 12, 24, 60, 120];

/** Draws bars in time order: recorded numbers, with historical totals on top. */
export function barsOf(heading: Heading, bars: readonly Bar[]): Picture {
  const most = Math.max(0, ...bars.map(({ figure }) => figure.total));
  if (most === 0) return emptySheet(heading, width);
  const ticks = ticksTo(most, 5);
  const scale = (plotBottom - plotTop) / (ticks.at(-1) ?? 1);
  const left = margin + Math.max(...ticks.map((tick) => widthOf(thousands(tick), labelSize))) + 8;
  const slot = (right - left) / bars.length;
  const hasCarried = bars.some(({ figure }) => figure.historical > 0);
  const legend = [
    { name: 'recorded in the tracker', look: looks.first },
    ...(hasCarried ? [{ name: 'historical totals', look: looks.second }] : []),
  ];
  return sheetOf(
    heading,
    legend,
    [
      ...ticks.flatMap((tick) => grid(tick, plotBottom - tick * scale, left)),
      ...bars.flatMap(({ figure }, index) => bar(figure, left + index * slot, slot, scale)),
      ...valuesOver(bars, left, slot, scale),
      ...labelsUnder(bars, left, slot),
    ],
    { width, bottom: plotBottom + 36 },
  );
}

function grid(tick: number, y: number, left: number): Shape[] {
  const [stroke, strokeWidth] = tick === 0 ? ([faintInk, 1.5] as const) : ([gridLine, 1] as const);
  return [
    { kind: 'line', x1: left, y1: y, x2: right, y2: y, stroke, strokeWidth },
    written(left - 8, y + 4, thousands(tick), labelSize, { anchor: 'end' }),
  ];
}

function bar({ recorded, historical }: Figure, x: number, slot: number, scale: number): Shape[] {
  const gap = Math.max(slot * 0.2, slot - widestBar);
  const middle = plotBottom - recorded * scale;
  // Both fills are dark, so a line of the background separates them.
  const seam = recorded > 0 && historical * scale > 2 ? 1 : 0;
  return [
    ...(recorded > 0 ? filled(x + gap / 2, middle, slot - gap, recorded * scale, looks.first) : []),
    ...(historical > 0
      ? filled(x + gap / 2, middle - historical * scale, slot - gap, historical * scale - seam, looks.second)
      : []),
  ];
}

/** Writes the figures if all of them fit, and otherwise only the marks of inexact figures, if those fit. */
function valuesOver(bars: readonly Bar[], left: number, slot: number, scale: number): Shape[] {
  const fits = (texts: readonly string[]): boolean => texts.every((text) => widthOf(text, labelSize) <= slot - 2);
  const marks = bars.map(({ figure }) => marked(figure).replace(/ ?[\d,]+$/, ''));
  const texts =
    [bars.map(({ figure }) => marked(figure)), bars.map(({ figure }) => short(figure)), marks].find(fits) ?? [];
  return texts.flatMap((text, index) => {
    if (text === '') return [];
    const y = plotBottom - (bars[index]?.figure.total ?? 0) * scale - 5;
    return [written(left + (index + 0.5) * slot, y, text, labelSize, { anchor: 'middle' })];
  });
}

function labelsUnder(bars: readonly Bar[], left: number, slot: number): Shape[] {
  const room = Math.max(...bars.map(({ label }) => widthOf(label, labelSize))) + 10;
  const step = labelSteps.find((bars) => bars * slot >= room) ?? bars.length;
  return bars.flatMap(({ label }, index) => {
    const x = left + (index + 0.5) * slot;
    const reaches = x + widthOf(label, labelSize) / 2;
    if (index % step !== 0 || reaches > width) return [];
    const tick: Shape = {
      kind: 'line',
      x1: x,
      y1: plotBottom,
      x2: x,
      y2: plotBottom + 5,
      stroke: faintInk,
      strokeWidth: 1,
    };
    return [
      tick,
      written(Math.max(x, widthOf(label, labelSize) / 2), plotBottom + 20, label, labelSize, { anchor: 'middle' }),
    ];
  });
}
