import { findHiddenText } from './pdf-hidden-text.js';
import { loadPdfLibrary, type PdfDocument, type PdfLibrary, type PdfPage } from './pdf-library.js';
import { limitPdfMemory, PdfTooLarge, type PdfMemory } from './pdf-memory.js';
import { PdfTooComplex, PdfWork } from './pdf-work.js';
import { RefusedFile } from './refused-file.js';

export interface PdfLimits {
  readonly pages: number;
  /** Bytes of unpacked content, without the images, which are never decoded. */
  readonly unpackedBytes: number;
  readonly lines: number;
}

/** A line of a page as a reader sees it: its cells from left to right, separated by wide gaps. */
export interface PdfLine {
  /** Number of the page, from 1. */
  readonly page: number;
  readonly cells: readonly string[];
}

export interface PdfText {
  readonly pages: number;
  readonly lines: readonly PdfLine[];
}

const mark = '%PDF-';
/** A reader accepts some bytes before the mark. */
const maxBytesBeforeMark = 1024;
const lengthPattern = /\/Length\s+(\d+)(?!\d)(?!\s+\d+\s+R)[^]{0,400}?>>\s*stream\r?\n/g;
const streamEndPattern = /^[\r\n ]{0,2}endstream/;

/**
 * Reads the text layer of a PDF, page by page. It draws nothing, decodes no image, runs no script, opens no attachment
 * and loads nothing from elsewhere. Throws {@link RefusedFile} for a PDF that cannot be read as its reader sees it, and
 * {@link PdfTooComplex} for one that causes too much work.
 */
export async function readPdfText(file: Buffer, limits: PdfLimits): Promise<PdfText> {
  requirePdf(file);
  const work = new PdfWork();
  return limitPdfMemory(limits.unpackedBytes, async (memory) => {
    try {
      return await readPages(file, limits, work);
    } catch (fault) {
      throw work.isExceeded ? new PdfTooComplex() : toRefusal(fault, memory, limits);
    }
  });
}

function requirePdf(file: Buffer): void {
  const text = file.toString('latin1');
  if (!text.slice(0, maxBytesBeforeMark).includes(mark)) {
    throw new RefusedFile('not-a-pdf', 'is no PDF: send the report as the PDF that was downloaded');
  }
  for (const { index, 0: match, 1: length } of text.matchAll(lengthPattern)) {
    const end = index + match.length + Number(length);
    if (!streamEndPattern.test(text.slice(end, end + 11))) {
      throw new RefusedFile('false-length', 'states a false length of a part: print it to a new PDF and send that');
    }
  }
}

async function readPages(
  file: Buffer,
  { pages: maxPages, lines: maxLines }: PdfLimits,
  work: PdfWork,
): Promise<PdfText> {
  const library = await loadPdfLibrary(work);
  const loading = library.getDocument({
    data: new Uint8Array(file),
    verbosity: 0,
    // No code from a font, no image, no font or file of the machine or the network.
    ...{ isEvalSupported: false, maxImageSize: 0, disableFontFace: true, useSystemFonts: false },
    ...{ useWorkerFetch: false, useWasm: false, enableXfa: false, isOffscreenCanvasSupported: false },
  });
  try {
    const pdf = await loading.promise;
    await requireUnencrypted(pdf);
    if (pdf.numPages > maxPages) {
      throw new RefusedFile('too-many-pages', `has more than ${maxPages} pages: send its pages in parts`);
    }
    const lines: PdfLine[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      work.beginPage();
      for (const line of await readLines(page)) lines.push(line);
      if (lines.length > maxLines) {
        throw new RefusedFile('too-large', `has more than ${maxLines} lines: send its pages in parts`);
      }
      work.beginPage();
      await requireVisible(library, pdf, page, work);
      if (work.isExceeded) throw new PdfTooComplex();
      page.cleanup();
    }
    if (lines.length === 0) {
      throw new RefusedFile('no-text', 'has no text, like a scan: download the report again, or type it');
    }
    return { pages: pdf.numPages, lines };
  } finally {
    await loading.destroy();
  }
}

async function requireUnencrypted(pdf: PdfDocument): Promise<void> {
  const { info } = await pdf.getMetadata();
  if ((info.EncryptFilterName ?? null) !== null) throw encryptedFault();
}

async function requireVisible(library: PdfLibrary, pdf: PdfDocument, page: PdfPage, work: PdfWork): Promise<void> {
  if (!(await findHiddenText(library, pdf, page, work))) return;
  const where = `has text on page ${page.pageNumber} that a reader does not see`;
  throw new RefusedFile('hidden-text', `${where}: compare it with the original, and type what you see`);
}

interface Piece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Height of a line and width of a gap, as shares of the height of its letters. */
const sameLine = 0.4;
const wordGap = 0.15;
const cellGap = 1.5;

async function readLines(page: PdfPage): Promise<PdfLine[]> {
  const { items } = await page.getTextContent();
  const pieces = items.flatMap((item): Piece[] => {
    if (item.str.trim() === '') return [];
    const [a = 0, b = 0, , , x = 0, y = 0] = item.transform;
    return [{ text: item.str, x, y, width: item.width, height: Math.hypot(a, b) }];
  });
  pieces.sort((one, other) => other.y - one.y);
  const lines: Piece[][] = [];
  for (const piece of pieces) {
    const line = lines.at(-1);
    const [first] = line ?? [];
    if (line && first && first.y - piece.y <= sameLine * Math.max(first.height, piece.height)) line.push(piece);
    else lines.push([piece]);
  }
  return lines.map((line) => ({ page: page.pageNumber, cells: toCells(line) }));
}

function toCells(line: Piece[]): string[] {
  line.sort((one, other) => one.x - other.x);
  const cells: string[] = [];
  let end = -Infinity;
  for (const { text, x, width, height } of line) {
    const gap = x - end;
    if (gap > cellGap * height) cells.push(text);
    else cells.push(`${cells.pop() ?? ''}${gap > wordGap * height ? ' ' : ''}${text}`);
    end = x + width;
  }
  return cells.map((cell) => cell.replace(/\s+/g, ' ').trim()).filter((cell) => cell !== '');
}

function toRefusal(fault: unknown, memory: PdfMemory, { unpackedBytes }: PdfLimits): unknown {
  if (memory.isExceeded() || fault instanceof PdfTooLarge) {
    return new RefusedFile('too-large-unpacked', `is larger than ${unpackedBytes} bytes when unpacked`);
  }
  if (fault instanceof RefusedFile) return fault;
  const { name } = fault as { readonly name?: unknown };
  if (name === 'PasswordException') return encryptedFault();
  if (typeof name === 'string' && faultsOfFile.includes(name)) {
    return new RefusedFile('damaged-pdf', 'is damaged: download the report again');
  }
  return fault;
}

const faultsOfFile = ['InvalidPDFException', 'FormatError', 'UnknownErrorException', 'ResponseException'];

function encryptedFault(): RefusedFile {
  return new RefusedFile('encrypted', 'is encrypted: print it to a new PDF without a password, and send that');
}
