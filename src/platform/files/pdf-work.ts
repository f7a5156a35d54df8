/** Limits of what the library does, since a few bytes can repeat a form, a code or an operator without end. */
const limits = {
  /** Forms, patterns, glyphs and annotations that a page draws, and all pages together. */
  drawnOnPage: 10_000,
  drawn: 50_000,
  depth: 8,
  /** Operators of all pages. Both the text and the drawing of a page run them. */
  operators: 4_000_000,
  /** Bytes of unpacked content, each time that it is drawn from the file itself. */
  bytes: 33_554_432,
  codesOfMap: 65_536,
  /** Codes of all fonts: maps, widths and the tables of font programs. */
  codes: 4_194_304,
  codeLengths: 256,
  /** Comparisons of a text with a rectangle. */
  comparisons: 5_000_000,
};

/** The library would do more work than a file may cause. */
export class PdfTooComplex extends Error {
  override readonly name = 'PdfTooComplex';

  constructor() {
    super('The PDF causes more work than is allowed');
  }
}

/** Content that the library draws. One that is packed has no position, and its unpacked bytes are counted elsewhere. */
interface DrawnContent {
  readonly start?: number;
  readonly end?: number;
}

/**
 * Work that a PDF causes. The library asks before it does each piece, and leaves out what is refused. It swallows
 * errors, so its caller asks whether a limit was exceeded.
 */
export class PdfWork {
  private readonly left = { ...limits };
  private readonly codesOfMaps = new WeakMap<object, number>();
  private isOver = false;

  get isExceeded(): boolean {
    return this.isOver;
  }

  beginPage(): void {
    this.left.drawnOnPage = limits.drawnOnPage;
  }

  /** Whether a content may be drawn within others. */
  draw({ start = 0, end = 0 }: DrawnContent = {}, depth = 0): boolean {
    const isAllowed = this.take('drawn', 1) && this.take('drawnOnPage', 1) && this.take('bytes', end - start);
    return isAllowed && this.require(depth <= limits.depth);
  }

  /** Whether the next codes from the first to the last may be added to a font, and to one of its maps. */
  addCodes(first: number, last: number, map?: object): boolean {
    const count = Math.max(0, last - first + 1);
    if (map) {
      const total = (this.codesOfMaps.get(map) ?? 0) + count;
      this.codesOfMaps.set(map, total);
      if (!this.require(total <= limits.codesOfMap)) return false;
    }
    return this.take('codes', count);
  }

  /** Whether a map of codes may have one more range of their lengths. Each code of a text is compared with all. */
  addCodeLength(known: number): boolean {
    return this.require(known < limits.codeLengths);
  }

  /** Counts an operator. */
  operate(): void {
    if (!this.take('operators', 1)) throw new PdfTooComplex();
  }

  /** Counts comparisons of texts with rectangles. */
  compare(count: number): void {
    if (!this.take('comparisons', count)) throw new PdfTooComplex();
  }

  private take(what: keyof typeof limits, count: number): boolean {
    this.left[what] -= count;
    return this.require(this.left[what] >= 0);
  }

  private require(isAllowed: boolean): boolean {
    if (!isAllowed) this.isOver = true;
    return !this.isOver;
  }
}
