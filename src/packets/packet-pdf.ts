import { TaggedPdf, type Pdf } from '../platform/pdf/tagged-pdf.js';
import type { PacketDocument, RenderedSection } from './packet-document.js';
import { markings, type Rendering } from './packets.words.js';
import type { PacketRow, Value } from './redaction.js';

/** What stands on the first page beside the record itself. */
export interface Cover {
  readonly packetId: string;
  readonly rendering: Rendering;
  readonly madeAt: Date;
  readonly madeBy: string;
  /** For whom and for what, as the rendering may tell it: a purpose is told in words, too. */
  readonly told: PacketRow;
}

const margins = { top: 72, bottom: 64, left: 56, right: 56 };

/** The printable form of a complaint's part of a packet. The fonts go with it, so that a name in any script is legible. */
export async function pdfOf(document: PacketDocument, cover: Cover): Promise<Uint8Array> {
  const title = `${document.reference}, ${cover.rendering}`;
  const tagged = await TaggedPdf.begin({ title, at: cover.madeAt, margins, bufferPages: true });
  const done = bytesOf(tagged.pdf);
  writeCover(tagged, document, cover);
  for (const section of document.sections) writeSection(tagged, section);
  tagged.close();
  markPages(tagged, document, cover);
  tagged.pdf.end();
  return done;
}

function bytesOf(pdf: Pdf): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => {
      resolve(Buffer.concat(parts));
    });
    pdf.on('error', reject);
  });
}

function writeCover(tagged: TaggedPdf, { reference }: PacketDocument, cover: Cover): void {
  const { pdf } = tagged;
  const { packetId, madeAt, madeBy, told } = cover;
  // That of the first page is read out.
  tagged.write('P', () => {
    atEdges(pdf, () => {
      mark(pdf, cover.rendering);
    });
  });
  tagged.write('H1', () => pdf.font('bold').fontSize(18).text(reference));
  pdf.moveDown(0.5);
  writeFields(tagged, {
    packet: packetId,
    'made at': madeAt.toISOString(),
    'made by': madeBy,
    ...told,
  });
}

/** What is printed of an event and of an act: the JSON beside it has the rest. An event is on its day where no hour is known. */
const printed: Readonly<Record<string, (row: PacketRow) => readonly string[]>> = {
  history: ({ isDayOnly }) => [isDayOnly === true ? 'on' : 'at', 'kind', 'what'],
  trail: () => ['at', 'sentence', 'reason'],
};

function writeSection(tagged: TaggedPdf, { name, title, rows }: RenderedSection): void {
  const { pdf } = tagged;
  tagged.begin('Sect');
  pdf.moveDown(1);
  tagged.write('H2', () => pdf.font('bold').fontSize(13).text(title));
  pdf.moveDown(0.3);
  if (rows.length === 0) tagged.write('P', () => pdf.font('plain').fontSize(9).text('None.'));
  for (const row of rows) {
    const fields = printed[name]?.(row) ?? Object.keys(row);
    tagged.begin('Div');
    writeFields(tagged, Object.fromEntries(fields.map((field) => [field, row[field] ?? null])));
    tagged.close();
    pdf.moveDown(0.6);
  }
  tagged.close();
}

function writeFields(tagged: TaggedPdf, row: PacketRow): void {
  const { pdf } = tagged;
  for (const [field, value] of Object.entries(row)) {
    if (value === null) continue;
    tagged.write('P', () => {
      pdf
        .font('bold')
        .fontSize(8)
        .text(`${spoken(field)}: `, { continued: true });
      pdf.font('plain').text(inWords(value));
    });
  }
}

/** `receivedAt` as "received at", and `agencyId`, which the agency's name stands for, as "agency". */
function spoken(field: string): string {
  return field
    .replace(/(?<=agency|investigator|owner)Id$/i, '')
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

const word = /^[a-z]+(?:_[a-z]+)*$/;
const instant = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|\+00:00)$/;

/** A value as it is read: words of a vocabulary without their underscores, instants to the second. */
function inWords(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isList(value)) return value.map(inWords).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  return word.test(text) ? text.replaceAll('_', ' ') : text.replace(instant, '$1 $2 UTC');
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Draws beyond the margins, where a text would begin a page of its own, and goes on where it was. */
function atEdges(pdf: Pdf, draw: () => void): void {
  const { x, y } = pdf;
  pdf.page.margins = { ...margins, top: 0, bottom: 0 };
  draw();
  pdf.page.margins = { ...margins };
  pdf.x = x;
  pdf.y = y;
}

function mark(pdf: Pdf, rendering: Rendering): void {
  pdf.font('bold').fontSize(8).text(markings[rendering], margins.left, 36, { lineBreak: false });
}

/** The marking at the head of each page; at its foot whose it is, and which of how many. */
function markPages(tagged: TaggedPdf, { reference }: PacketDocument, { rendering, packetId }: Cover): void {
  const { pdf } = tagged;
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const foot = `${reference} · packet ${packetId} · page ${page - start + 1} of ${count}`;
    tagged.artifact('Pagination', () => {
      atEdges(pdf, () => {
        if (page > start) mark(pdf, rendering);
        pdf
          .font('plain')
          .fontSize(8)
          .text(foot, margins.left, pdf.page.height - 44, { lineBreak: false });
      });
    });
  }
}
