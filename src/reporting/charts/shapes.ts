/** Colour as six hexadecimal digits. */
export type Colour = `#${string}`;

/** Filled rectangle. A stroke is centred on its outline. */
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

export interface Line {
  readonly kind: 'line';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly stroke: Colour;
  readonly strokeWidth: number;
}

/** Filled outline with the absolute commands `M`, `L` and `Z`, which both SVG and PDF support. */
export interface Path {
  readonly kind: 'path';
  readonly d: string;
  readonly fill: Colour;
}

/** Line of text. `y` is its base line; `x` is its start, middle or end, depending on the anchor. */
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

export type Shape = Rect | Line | Path | Text;

/** Chart as shapes in drawing order, on a sheet of this size in points or pixels. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

const narrow = /[ ,.;:·'|()iljtfr]/;
const wide = /[mwMW@%≥≈…]/;
const upper = /\p{Lu}/u;

/** Returns the largest width of a text in any font of the stack, so that neighbours do not overlap it. */
export function measureText(text: string, size: number, isBold = false): number {
  const ems = [...text].reduce((sum, character) => sum + measureCharacter(character), 0);
  return ems * size * (isBold ? 1.15 : 1);
}

function measureCharacter(character: string): number {
  if (narrow.test(character)) return 0.42;
  if (wide.test(character)) return 1;
  if (upper.test(character)) return 0.78;
  return character < '\u3000' ? 0.64 : 1.05;
}
