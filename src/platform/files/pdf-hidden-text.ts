import type { PdfDocument, PdfLibrary, PdfPage } from './pdf-library.js';
import { isMost, isWithin, PaintedAreas, type Area, type Point } from './pdf-painted-areas.js';
import type { PdfWork } from './pdf-work.js';

type Matrix = readonly [number, number, number, number, number, number];

interface Drawing {
  readonly matrix: Matrix;
  readonly fontSize: number;
  readonly mode: number;
  /** Width of the letters, as a share of their own. */
  readonly stretch: number;
  /** 0 is transparent. */
  readonly alpha: number;
  readonly leading: number;
  /** Color of a filling, such as `#ffffff`; null for a pattern. */
  readonly color: string | null;
  /** Whether a filling covers what is below it: no blending, mask or group. */
  readonly isPlain: boolean;
  /** Part of the page to which painting is limited; null for a shape other than a rectangle. */
  readonly clip: Area | null;
}

const initialDrawing = { fontSize: 0, mode: 0, stretch: 1, alpha: 1, leading: 0, color: '#000000', isPlain: true };

/** Modes of ISO 32000-1, 9.3.6, that draw nothing: 3 is invisible, 7 only clips. */
const invisibleModes = [3, 7];
/** Height of letters in points below which nobody reads them. */
const minHeight = 1;
const identity: Matrix = [1, 0, 0, 1, 0, 0];

/**
 * Whether a page has text that it does not show. Such text is drawn invisibly, without opacity, in letters of no size,
 * or off the page. Or it is in a hidden layer, in the color of the area below it, or below an opaque rectangle. Text behind a
 * picture, an annotation or another shape is not found.
 */
export async function findHiddenText(
  { OPS }: PdfLibrary,
  pdf: PdfDocument,
  page: PdfPage,
  work: PdfWork,
): Promise<boolean> {
  const layers = await pdf.getOptionalContentConfig();
  const { fnArray: operators, argsArray } = await page.getOperatorList();
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  const saved: Drawing[] = [];
  const isShown: boolean[] = [];
  let drawing: Drawing = { ...initialDrawing, matrix: identity, clip: { left, bottom, right, top } };
  const painted = new PaintedAreas(work);
  /** Whether the next path limits the painting after it. */
  let isClipping = false;
  /** Number of open groups and annotations, whose opacity is not known. */
  let groups = 0;
  /** Width of the text since the last move. */
  let advance = 0;
  let lineMatrix: Matrix = identity;
  let [x, y] = [0, 0];
  const isHidden = (): boolean => {
    const [a, b, c, d, e, f] = multiply(multiply(drawing.matrix, lineMatrix), [1, 0, 0, 1, x, y]);
    const height = Math.abs(drawing.fontSize) * Math.sqrt(Math.abs((a * d - b * c) * drawing.stretch));
    const isOff = e < left - height || e > right || f < bottom - height || f > top + height;
    const isInvisible = invisibleModes.includes(drawing.mode) || drawing.alpha === 0;
    return isInvisible || !(height >= minHeight) || isOff || isShown.includes(false);
  };
  const placeText = (glyphs: unknown): readonly Point[] => {
    const width = widthOf(glyphs, drawing);
    const text = multiply(drawing.matrix, lineMatrix);
    // Two heights, so that a line through the text does not cover it.
    const points = [0.15, 0.55].flatMap((height) =>
      [0.1, 0.5, 0.9].map((share) =>
        transform(text, { x: x + advance + share * width, y: y + height * drawing.fontSize }),
      ),
    );
    advance += width;
    return points;
  };
  const isLost = (points: readonly Point[]): boolean => {
    const { clip, mode, color } = drawing;
    if (clip !== null && isMost(points, (point) => !isWithin(clip, point))) return true;
    return painted.draw(points, mode === fillMode ? color : null);
  };
  for (const [at, operator] of operators.entries()) {
    const args = (argsArray[at] ?? []) as readonly unknown[];
    switch (operator) {
      case OPS.save:
        saved.push(drawing);
        break;
      case OPS.paintFormXObjectBegin:
        saved.push(drawing);
        if (args[0]) drawing = { ...drawing, matrix: multiply(drawing.matrix, toMatrix(args[0])) };
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        drawing = saved.pop() ?? drawing;
        break;
      case OPS.transform:
        drawing = { ...drawing, matrix: multiply(drawing.matrix, toMatrix(args)) };
        break;
      case OPS.beginText:
        [lineMatrix, x, y, advance] = [identity, 0, 0, 0];
        break;
      case OPS.setTextMatrix:
        [lineMatrix, x, y, advance] = [toMatrix(args[0]), 0, 0, 0];
        break;
      case OPS.moveText:
        [x, y, advance] = [x + Number(args[0]), y + Number(args[1]), 0];
        break;
      case OPS.setLeadingMoveText:
        [x, y, advance] = [x + Number(args[0]), y + Number(args[1]), 0];
        drawing = { ...drawing, leading: -Number(args[1]) };
        break;
      case OPS.setLeading:
        drawing = { ...drawing, leading: Number(args[0]) };
        break;
      case OPS.nextLine:
        [y, advance] = [y - Math.abs(drawing.leading), 0];
        break;
      case OPS.setHScale:
        drawing = { ...drawing, stretch: Number(args[0]) / 100 };
        break;
      case OPS.setGState:
        drawing = { ...drawing, ...readState(args[0], drawing) };
        break;
      case OPS.setFillRGBColor:
        drawing = { ...drawing, color: String(args[0]) };
        break;
      case OPS.setFillColorN:
        drawing = { ...drawing, color: null };
        break;
      case OPS.beginGroup:
      case OPS.beginAnnotation:
        groups += 1;
        break;
      case OPS.endGroup:
      case OPS.endAnnotation:
        groups -= 1;
        break;
      case OPS.clip:
      case OPS.eoClip:
        isClipping = true;
        break;
      case OPS.constructPath: {
        const area = toArea(args[1], drawing.matrix);
        const { color, clip, alpha, isPlain } = drawing;
        const shown = area && clip && intersect(area, clip);
        const isFilled = [OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke].includes(args[0] as number);
        if (isFilled && shown && alpha === 1 && isPlain && groups === 0 && color !== null) {
          if (painted.paint(shown, color)) return true;
        }
        if (isClipping) drawing = { ...drawing, clip: shown };
        isClipping = false;
        break;
      }
      case OPS.setFont:
        drawing = { ...drawing, fontSize: Number(args[1]) };
        break;
      case OPS.setTextRenderingMode:
        drawing = { ...drawing, mode: Number(args[0]) };
        break;
      case OPS.beginMarkedContent:
      case OPS.beginMarkedContentProps:
        isShown.push(args[0] !== 'OC' || layers.isVisible(args[1]));
        break;
      case OPS.endMarkedContent:
        isShown.pop();
        break;
      case OPS.showText:
        if (hasLetters(args[0])) {
          if (isHidden() || isLost(placeText(args[0]))) return true;
        } else advance += widthOf(args[0], drawing);
    }
  }
  return false;
}

const fillMode = 0;

/** Returns opacity and plainness after further settings. */
function readState(settings: unknown, before: Drawing): Pick<Drawing, 'alpha' | 'isPlain'> {
  let { alpha, isPlain } = before;
  for (const [key, value] of settings as readonly (readonly [string, unknown])[]) {
    if (key === 'ca') alpha = Number(value);
    if (key === 'BM') isPlain = value === 'source-over';
    if (key === 'SMask' && value !== false) isPlain = false;
  }
  return { alpha, isPlain };
}

/** Returns the width of glyphs and of the distances between them. */
function widthOf(glyphs: unknown, { fontSize, stretch }: Drawing): number {
  const thousandths = (glyphs as readonly unknown[]).reduce<number>((sum, glyph) => {
    if (typeof glyph === 'number') return sum - glyph;
    return sum + ((glyph as { readonly width?: number } | null)?.width ?? 0);
  }, 0);
  return (thousandths / 1000) * fontSize * stretch;
}

/** Codes of a path: move, line and close, each before its coordinates. Those of a rectangle are these. */
const rectangleCodes = [0, 1, 1, 1, 4];

/** Returns the area of a path that is one rectangle parallel to the page; null for another. */
function toArea(parts: unknown, matrix: Matrix): Area | null {
  const [data] = parts as readonly (Readonly<Record<number, number>> | null)[];
  if (data === null || data === undefined) return null;
  const numbers = Object.values(data);
  const codes = [0, 3, 6, 9, 12].map((at) => numbers[at]);
  const isClosed = numbers.length === 13 && codes.every((code, at) => code === rectangleCodes[at]);
  if (!isClosed) return null;
  const corners = [1, 4, 7, 10].map((at) => transform(matrix, { x: numbers[at] ?? 0, y: numbers[at + 1] ?? 0 }));
  const [xs, ys] = [corners.map((corner) => corner.x), corners.map((corner) => corner.y)];
  const area = { left: Math.min(...xs), bottom: Math.min(...ys), right: Math.max(...xs), top: Math.max(...ys) };
  const isAtCorner = ({ x, y }: Point): boolean =>
    (isNear(x, area.left) || isNear(x, area.right)) && (isNear(y, area.bottom) || isNear(y, area.top));
  return corners.every(isAtCorner) ? area : null;
}

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) < 0.01;
}

function intersect(one: Area, other: Area): Area {
  return {
    left: Math.max(one.left, other.left),
    bottom: Math.max(one.bottom, other.bottom),
    right: Math.min(one.right, other.right),
    top: Math.min(one.top, other.top),
  };
}

function transform([a, b, c, d, e, f]: Matrix, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** Whether glyphs contain a letter. Numbers between them are distances. */
function hasLetters(glyphs: unknown): boolean {
  return (glyphs as readonly unknown[]).some(
    (glyph) => typeof glyph === 'object' && glyph !== null && /\S/.test((glyph as { unicode?: string }).unicode ?? ''),
  );
}

function toMatrix(numbers: unknown): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = Object.values(numbers as Readonly<Record<string, number>>);
  return [a, b, c, d, e, f];
}

function multiply([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}
