import type PDFDocument from 'pdfkit';
import { fonts } from './fonts.js';

export type Pdf = InstanceType<typeof PDFDocument>;

type Container = 'Sect' | 'Div' | 'Table' | 'THead' | 'TBody' | 'TR';

type Content = 'H1' | 'H2' | 'P' | 'Figure' | 'TH' | 'TD';

interface ElementWords {
  readonly alt?: string;
  readonly actual?: string;
  readonly scope?: 'Column' | 'Row';
  /** Left, top, right and bottom, in points from the top of the page. */
  readonly bbox?: readonly [number, number, number, number];
}

interface NewPdf {
  readonly title: string;
  readonly at: Date;
  readonly margins: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };
  readonly layout?: 'portrait' | 'landscape';
  readonly bufferPages?: boolean;
  readonly autoFirstPage?: boolean;
}

/**
 * Tagged PDF for screen readers, as Section 508 and PDF/UA require. All drawn content is an element of the tree of
 * headings, paragraphs, tables and figures, or an artifact, which they skip.
 */
export class TaggedPdf {
  private readonly open: ReturnType<Pdf['struct']>[];

  private constructor(readonly pdf: Pdf) {
    const root = pdf.struct('Document');
    pdf.addStructure(root);
    this.open = [root];
  }

  /**
   * Starts a document with its language, its title and the fonts `plain` and `bold`. The first call loads the library.
   */
  static async begin({ title, at, ...pages }: NewPdf): Promise<TaggedPdf> {
    const { default: Document } = await import('pdfkit');
    const pdf = new Document({
      ...pages,
      size: 'LETTER',
      pdfVersion: '1.7',
      tagged: true,
      lang: 'en-US',
      displayTitle: true,
      // The default font would not be embedded.
      font: '',
      info: { Title: xmlSafe(title), CreationDate: at, ModDate: at },
    });
    pdf.registerFont('plain', fonts.plain).registerFont('bold', fonts.bold);
    return new TaggedPdf(pdf);
  }

  begin(tag: Container): void {
    const element = this.pdf.struct(tag);
    this.parent.add(element);
    this.open.push(element);
  }

  close(count = 1): void {
    for (const element of this.open.splice(-count)) element.end();
  }

  /** Draws the content of one element, which may span pages. */
  write(tag: Content, draw: () => void, words: ElementWords = {}): void {
    this.parent.add(this.pdf.struct(tag, elementOptions(words), [draw]));
  }

  /** Draws a table cell. A truncated text stays complete for screen readers. An empty cell is tagged as well. */
  cell(tag: 'TH' | 'TD', { text, shown, draw }: { text: string; shown: string; draw: () => void }): void {
    const { pdf } = this;
    const options = elementOptions(tag === 'TH' ? { scope: 'Column' } : {});
    if (shown === '') this.parent.add(pdf.struct(tag, options, []));
    else if (shown === text) this.parent.add(pdf.struct(tag, options, [draw]));
    else this.parent.add(pdf.struct(tag, options, [pdf.struct('Span', elementOptions({ actual: text }), [draw])]));
  }

  artifact(type: 'Pagination' | 'Layout', draw: () => void): void {
    this.pdf.markContent('Artifact', { type });
    draw();
    this.pdf.endMarkedContent();
  }

  private get parent(): ReturnType<Pdf['struct']> {
    const parent = this.open.at(-1);
    if (!parent) throw new Error('The document has been closed');
    return parent;
  }
}

function elementOptions({ bbox, ...words }: ElementWords): Omit<ElementWords, 'bbox'> & { bbox?: number[] } {
  return { ...words, ...(bbox ? { bbox: [...bbox] } : {}) };
}

const lookalikes: Readonly<Record<string, string>> = { '&': '＆', '<': '‹', '>': '›' };

/** Replaces XML characters, because the library writes the title into XML without escaping. */
function xmlSafe(title: string): string {
  return title.replaceAll(/[&<>]/g, (character) => lookalikes[character] ?? character);
}
