import type { Colour, Line, Rect, Shape, Text } from './shapes.js';

/** The sheet is white on any page, so that its dark content stays legible in dark mode. */
export const backgroundColour: Colour = '#ffffff';
export const textColour: Colour = '#1a1a1a';
export const mutedColour: Colour = '#595959';
export const gridColour: Colour = '#d9d9d9';

/**
 * Style of a part of a chart. Lines distinguish the parts as well as colours, for readers who cannot distinguish
 * colours.
 */
export interface Style {
  readonly fill: Colour;
  readonly lines: 'none' | 'rising' | 'level';
  readonly edge: Colour;
}

const blue: Colour = '#1f4e79';
const vermilion: Colour = '#c14a00';

export const styles = {
  first: { fill: blue, lines: 'none', edge: blue },
  second: { fill: vermilion, lines: 'rising', edge: vermilion },
  third: { fill: mutedColour, lines: 'level', edge: mutedColour },
  fourth: { fill: backgroundColour, lines: 'none', edge: mutedColour },
} as const satisfies Record<string, Style>;

/** Shades from few to many. They differ in lightness alone, and each area shows its number. */
export const shades = ['#d6e6f4', '#a8cce4', '#64a9d3', '#2171b5', '#08407f'] as const satisfies readonly Colour[];

export function selectTextColour(fill: Colour): Colour {
  return fill === '#2171b5' || fill === '#08407f' ? backgroundColour : textColour;
}

/** Distance of the lines of a style. A narrower area has no lines. */
const lineGap = 6;

/** Draws an area in its style. */
export function drawArea(x: number, y: number, width: number, height: number, style: Style): Shape[] {
  const area: Rect = { kind: 'rect', x, y, width, height, fill: style.fill };
  if (style.edge !== style.fill) {
    const inset = { x: x + 0.5, y: y + 0.5, width: Math.max(0, width - 1), height: Math.max(0, height - 1) };
    return [{ ...area, ...inset, stroke: style.edge, strokeWidth: 1 }];
  }
  if (style.lines === 'none' || width < lineGap || height < lineGap) return [area];
  return [area, ...(style.lines === 'level' ? drawLevelLines(area) : drawRisingLines(area))];
}

function drawLevelLines({ x, y, width, height }: Rect): Line[] {
  return listOffsets(height, lineGap).map((offset) => drawLine(x, y + offset, x + width, y + offset));
}

function drawRisingLines({ x, y, width, height }: Rect): Line[] {
  return listOffsets(width + height, lineGap).map((offset) => {
    const from = Math.max(0, offset - height);
    const to = Math.min(width, offset);
    return drawLine(x + from, y + Math.min(height, offset), x + to, y + offset - to);
  });
}

function drawLine(x1: number, y1: number, x2: number, y2: number): Line {
  return { kind: 'line', x1, y1, x2, y2, stroke: backgroundColour, strokeWidth: 1.5 };
}

function listOffsets(end: number, step: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil(end / step) - 1) }, (_, index) => (index + 1) * step);
}

/** Returns a line of text. By default it is plain and dark, and begins at the point. */
export function drawText(x: number, y: number, text: string, size: number, options: Partial<Text> = {}): Text {
  return { kind: 'text', x, y, text, size, fill: textColour, anchor: 'start', ...options };
}
