import type { PdfDocument, PdfLibrary, PdfPage } from './pdf-library.js';

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
}

/** Modes of ISO 32000-1, 9.3.6, that draw nothing: 3 is invisible, 7 only clips. */
const invisibleModes = [3, 7];
/** Height of letters in points below which nobody reads them. */
const minHeight = 1;
const identity: Matrix = [1, 0, 0, 1, 0, 0];

/**
 * Whether a page has text that it does not show: drawn invisibly, without opacity, in letters of no size, off the
 * page, or in a layer that is switched off. Text behind a picture or in the color of the paper is not found.
 */
export async function findHiddenText({ OPS }: PdfLibrary, pdf: PdfDocument, page: PdfPage): Promise<boolean> {
  const layers = await pdf.getOptionalContentConfig();
  const { fnArray: operators, argsArray } = await page.getOperatorList();
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  const saved: Drawing[] = [];
  const isShown: boolean[] = [];
  let drawing: Drawing = { matrix: identity, fontSize: 0, mode: 0, stretch: 1, alpha: 1, leading: 0 };
  let lineMatrix: Matrix = identity;
  let [x, y] = [0, 0];
  const isHidden = (): boolean => {
    const [a, b, c, d, e, f] = multiply(multiply(drawing.matrix, lineMatrix), [1, 0, 0, 1, x, y]);
    const height = Math.abs(drawing.fontSize) * Math.sqrt(Math.abs((a * d - b * c) * drawing.stretch));
    const isOff = e < left - height || e > right || f < bottom - height || f > top + height;
    const isInvisible = invisibleModes.includes(drawing.mode) || drawing.alpha === 0;
    return isInvisible || !(height >= minHeight) || isOff || isShown.includes(false);
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
        [lineMatrix, x, y] = [identity, 0, 0];
        break;
      case OPS.setTextMatrix:
        [lineMatrix, x, y] = [toMatrix(args[0]), 0, 0];
        break;
      case OPS.moveText:
        [x, y] = [x + Number(args[0]), y + Number(args[1])];
        break;
      case OPS.setLeadingMoveText:
        [x, y] = [x + Number(args[0]), y + Number(args[1])];
        drawing = { ...drawing, leading: -Number(args[1]) };
        break;
      case OPS.setLeading:
        drawing = { ...drawing, leading: Number(args[0]) };
        break;
      case OPS.nextLine:
        y -= Math.abs(drawing.leading);
        break;
      case OPS.setHScale:
        drawing = { ...drawing, stretch: Number(args[0]) / 100 };
        break;
      case OPS.setGState:
        drawing = { ...drawing, alpha: findAlpha(args[0]) ?? drawing.alpha };
        break;
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
        if (hasLetters(args[0]) && isHidden()) return true;
    }
  }
  return false;
}

function findAlpha(settings: unknown): number | undefined {
  const [, alpha] = (settings as readonly (readonly [string, unknown])[]).find(([key]) => key === 'ca') ?? [];
  return alpha === undefined ? undefined : Number(alpha);
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
