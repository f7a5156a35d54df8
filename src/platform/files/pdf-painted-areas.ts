import type { PdfWork } from './pdf-work.js';

/** Axis-parallel rectangle of a page, in points. */
export interface Area {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const paper = '#ffffff';
/** Difference of two colors, in each of red, green and blue, below which they look the same. */
const minContrast = 24;

interface PaintedArea extends Area {
  readonly color: string;
}

/** Opaque rectangles of a page in the order of painting, and the texts between them. */
export class PaintedAreas {
  private readonly areas: PaintedArea[] = [];
  private readonly texts: (readonly Point[])[] = [];

  constructor(private readonly work: PdfWork) {}

  /** Paints a rectangle. Returns whether it covers a text that was drawn before. */
  paint(area: Area, color: string): boolean {
    const { left, bottom, right, top } = area;
    this.work.compare(this.texts.length);
    // A spread made each later comparison seventy times as slow.
    this.areas.push({ left, bottom, right, top, color });
    return this.texts.some((points) => isMost(points, (point) => isWithin(area, point)));
  }

  /** Draws a text at these points. Returns whether its color is that of the area below it, or of the paper. */
  draw(points: readonly Point[], color: string | null): boolean {
    this.texts.push(points);
    if (color === null) return false;
    this.work.compare(this.areas.length);
    return isMost(points, (point) => contrastOf(color, this.colorAt(point)) < minContrast);
  }

  private colorAt(point: Point): string {
    return this.areas.findLast((area) => isWithin(area, point))?.color ?? paper;
  }
}

export function isMost(points: readonly Point[], test: (point: Point) => boolean): boolean {
  return points.filter(test).length * 2 > points.length;
}

export function isWithin({ left, bottom, right, top }: Area, { x, y }: Point): boolean {
  return x >= left && x <= right && y >= bottom && y <= top;
}

function contrastOf(one: string, other: string): number {
  const channels = [1, 3, 5].map((at) => {
    const [a, b] = [one, other].map((color) => Number.parseInt(color.slice(at, at + 2), 16));
    return Math.abs((a ?? 0) - (b ?? 0));
  });
  return Math.max(...channels);
}
