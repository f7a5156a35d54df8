/** What a colour is written as in every picture: six hex digits. */
export type Colour = `#${string}`;

/** A filled rectangle. Its edge, where it has one, is drawn on the middle of its outline. */
export interface Rect {
  readonly kind: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: Colour;
  readonly stroke?: Colour;
  readonly strokeWidth?: number;
}

/** A straight line. */
export interface Line {
  readonly kind: 'line';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly stroke: Colour;
  readonly strokeWidth: number;
}

/** A filled outline, its commands absolute `M`, `L` and `Z`, as SVG and PDF both read them. */
export interface Path {
  readonly kind: 'path';
  readonly d: string;
  readonly fill: Colour;
}

/** A line of text. `y` is its base line; `x` is where it begins, its middle or its end. */
export interface Text {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly fill: Colour;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly isBold?: boolean;
}

/** What a chart is drawn with, on the web and on paper alike. */
export type Shape = Rect | Line | Path | Text;

/** A chart as it is to be drawn: in this order, on a sheet of that size, in points or pixels. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

const narrow = /[ ,.;:·'|()iljtfr]/;
const wide = /[mwMW@%≥≈…]/;
const upper = /\p{Lu}/u;

/** How wide a text may become in any font of the stack, the widest of them included: what stands beside it keeps clear of that. */
export function widthOf(text: string, size: number, isBold = false): number {
  const ems = [...text].reduce((sum, character) => sum + emsOf(character), 0);
  return ems * size * (isBold ? 1.15 : 1);
}

function emsOf(character: string): number {
  if (narrow.test(character)) return 0.42;
  if (wide.test(character)) return 1;
  if (upper.test(character)) return 0.78;
  return character < '\u3000' ? 0.64 : 1.05;
}
