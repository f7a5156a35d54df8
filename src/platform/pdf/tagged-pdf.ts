import type PDFDocument from 'pdfkit';
import { fonts } from './fonts.js';

/** A document of the library. */
export type Pdf = InstanceType<typeof PDFDocument>;

/** Elements that hold others. */
type Container = 'Sect' | 'Div' | 'Table' | 'THead' | 'TBody' | 'TR';

/** Elements that hold what is drawn. */
type Content = 'H1' | 'H2' | 'P' | 'Figure' | 'TH' | 'TD';

/** Text of an element for assistive software, beside what is drawn. */
interface ElementWords {
  /** Description of a picture for readers who cannot see it. */
  readonly alt?: string;
  /** The whole of a text that is drawn cut. */
  readonly actual?: string;
  readonly scope?: 'Column' | 'Row';
  /** Left, top, right and bottom, in points from the top of the page. */
  readonly bbox?: readonly [number, number, number, number];
}

/** A PDF that is yet to be begun. */
interface NewPdf {
  readonly title: string;
  readonly at: Date;
  readonly margins: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };
  readonly layout?: 'portrait' | 'landscape';
  readonly bufferPages?: boolean;
  readonly autoFirstPage?: boolean;
}

/**
 * A PDF that tells a screen reader what each thing on its pages is, as Section 508 and PDF/UA ask: a tree of headings, paragraphs, tables
 * and figures. All that is drawn is an element of it, or an artifact, which is read to nobody.
 */
export class TaggedPdf {
  private readonly open: ReturnType<Pdf['struct']>[];

  private constructor(readonly pdf: Pdf) {
    const root = pdf.struct('Document');
    pdf.addStructure(root);
    this.open = [root];
  }

  /** Begins a document with its language, its title and the fonts `plain` and `bold`. The library is loaded with the first one. */
  static async begin({ title, at, ...pages }: NewPdf): Promise<TaggedPdf> {
    const { default: Document } = await import('pdfkit');
    const pdf = new Document({
      ...pages,
      size: 'LETTER',
      pdfVersion: '1.7',
      tagged: true,
      lang: 'en-US',
      displayTitle: true,
      // None that is not embedded.
      font: '',
      info: { Title: xmlSafe(title), CreationDate: at, ModDate: at },
    });
    pdf.registerFont('plain', fonts.plain).registerFont('bold', fonts.bold);
    return new TaggedPdf(pdf);
  }

  /** Begins an element that holds others, until it is closed. */
  begin(tag: Container): void {
    const element = this.pdf.struct(tag);
    this.parent.add(element);
    this.open.push(element);
  }

  /** Closes the elements that were begun last. */
  close(count = 1): void {
    for (const element of this.open.splice(-count)) element.end();
  }

  /** Draws what one element is. It may go on over pages. */
  write(tag: Content, draw: () => void, words: ElementWords = {}): void {
    this.parent.add(this.pdf.struct(tag, elementOptions(words), [draw]));
  }

  /** Draws a cell of a table, of which a text that is cut stays whole for who hears it. A cell without a text is there, too. */
  cell(tag: 'TH' | 'TD', { text, shown, draw }: { text: string; shown: string; draw: () => void }): void {
    const { pdf } = this;
    const options = elementOptions(tag === 'TH' ? { scope: 'Column' } : {});
    if (shown === '') this.parent.add(pdf.struct(tag, options, []));
    else if (shown === text) this.parent.add(pdf.struct(tag, options, [draw]));
    else this.parent.add(pdf.struct(tag, options, [pdf.struct('Span', elementOptions({ actual: text }), [draw])]));
  }

  /** Draws what is no part of the content: a rule, or what stands on each page. */
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

/** A copy the library may write to. */
function elementOptions({ bbox, ...words }: ElementWords): Omit<ElementWords, 'bbox'> & { bbox?: number[] } {
  return { ...words, ...(bbox ? { bbox: [...bbox] } : {}) };
}

const lookalikes: Readonly<Record<string, string>> = { '&': '＆', '<': '‹', '>': '›' };

/** The library writes a title into XML as it is given. */
function xmlSafe(title: string): string {
  return title.replaceAll(/[&<>]/g, (character) => lookalikes[character] ?? character);
}
