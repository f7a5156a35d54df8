import type { Colour, Line, Rect, Shape, Text } from './shapes.js';

/** The sheet is white whatever page it lies on, so that what is dark on it stays legible in the dark. */
export const paper: Colour = '#ffffff';
export const ink: Colour = '#1a1a1a';
export const faintInk: Colour = '#595959';
export const gridLine: Colour = '#d9d9d9';

/** How a part of a chart is filled: told apart by its lines as well, for who does not tell colours apart. */
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

/** From few to many: the lightness alone tells them apart, and each has its number written on it. */
export const shades = ['#d6e6f4', '#a8cce4', '#64a9d3', '#2171b5', '#08407f'] as const satisfies readonly Colour[];

/** What is written on a fill. */
export function inkOn(fill: Colour): Colour {
  return fill === '#2171b5' || fill === '#08407f' ? paper : ink;
}

/** So far apart are the lines of a filling, and nothing narrower has any. */
const lineGap = 6;

/** An area in its look. */
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

/** From the lower left to the upper right, each cut where it leaves the area. */
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

/** A line of text; what is not said of it is plain, dark and begins there. */
export function written(x: number, y: number, text: string, size: number, over: Partial<Text> = {}): Text {
  return { kind: 'text', x, y, text, size, fill: ink, anchor: 'start', ...over };
}
