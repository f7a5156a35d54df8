import type { Colour, Line, Rect, Shape, Text } from './shapes.js';

/** The sheet is white on any page, so that its dark content stays legible in dark mode. */
export const paper: Colour = '#ffffff';
export const ink: Colour = '#1a1a1a';
export const faintInk: Colour = '#595959';
export const gridLine: Colour = '#d9d9d9';

/**
 * Style of a part of a chart. Lines distinguish the parts as well as colours, for readers who cannot distinguish
 * colours.
 */
export interface Look {
  readonly fill: Colour;
  readonly lines: 'none' | 'rising' | 'level';
  readonly edge: Colour;
}

const blue: Colour = '#1f4e79';
const vermilion: Colour = '#c14a00';

export const looks = {
  first: { fill: blue, lines: 'none', edge: blue },
  second: { fill: vermilion, lines: 'rising', edge: vermilion },
  third: { fill: faintInk, lines: 'level', edge: faintInk },
  fourth: { fill: paper, lines: 'none', edge: faintInk },
} as const satisfies Record<string, Look>;

/** Shades from few to many. They differ in lightness alone, and each area shows its number. */
export const shades = ['#d6e6f4', '#a8cce4', '#64a9d3', '#2171b5', '#08407f'] as const satisfies readonly Colour[];

export function inkOn(fill: Colour): Colour {
  return fill === '#2171b5' || fill === '#08407f' ? paper : ink;
}

/** Distance of the lines of a style. A narrower area has no lines. */
const lineGap = 6;

/** Draws an area in its style. */
export function filled(x: number, y: number, width: number, height: number, look: Look): Shape[] {
  const area: Rect = { kind: 'rect', x, y, width, height, fill: look.fill };
  if (look.edge !== look.fill) {
    const inset = { x: x + 0.5, y: y + 0.5, width: Math.max(0, width - 1), height: Math.max(0, height - 1) };
    return [{ ...area, ...inset, stroke: look.edge, strokeWidth: 1 }];
  }
  if (look.lines === 'none' || width < lineGap || height < lineGap) return [area];
  return [area, ...(look.lines === 'level' ? levelLines(area) : risingLines(area))];
}

function levelLines({ x, y, width, height }: Rect): Line[] {
  return upTo(height, lineGap).map((down) => lineFrom(x, y + down, x + width, y + down));
}

/** Draws lines from the lower left to the upper right, clipped to the area. */
function risingLines({ x, y, width, height }: Rect): Line[] {
  return upTo(width + height, lineGap).map((along) => {
    const from = Math.max(0, along - height);
    const to = Math.min(width, along);
    return lineFrom(x + from, y + Math.min(height, along), x + to, y + along - to);
  });
}

function lineFrom(x1: number, y1: number, x2: number, y2: number): Line {
  return { kind: 'line', x1, y1, x2, y2, stroke: paper, strokeWidth: 1.5 };
}

function upTo(end: number, step: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil(end / step) - 1) }, (_, index) => (index + 1) * step);
}

/** Returns a line of text. By default it is plain and dark, and begins at the point. */
export function written(x: number, y: number, text: string, size: number, over: Partial<Text> = {}): Text {
  return { kind: 'text', x, y, text, size, fill: ink, anchor: 'start', ...over };
}
