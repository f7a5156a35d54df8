import type PDFDocument from 'pdfkit';
import { fonts } from '../platform/pdf/fonts.js';
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

type Pdf = InstanceType<typeof PDFDocument>;

const margins = { top: 72, bottom: 64, left: 56, right: 56 };

/** The printable form of a complaint's part of a packet. The fonts go with it, so that a name in any script is legible. */
export async function pdfOf(document: PacketDocument, cover: Cover): Promise<Uint8Array> {
  // Loaded with the first of them, so that no start waits for it.
  const { default: Pdf } = await import('pdfkit');
  const pdf = new Pdf({
    size: 'LETTER',
    margins,
    bufferPages: true,
    info: {
      Title: `${document.reference}, ${cover.rendering}`,
      CreationDate: cover.madeAt,
      ModDate: cover.madeAt,
    },
  });
  const done = bytesOf(pdf);
  pdf.registerFont('plain', fonts.plain).registerFont('bold', fonts.bold);
  writeCover(pdf, document, cover);
  for (const section of document.sections) writeSection(pdf, section);
  markPages(pdf, document, cover);
  pdf.end();
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

function writeCover(pdf: Pdf, { reference }: PacketDocument, cover: Cover): void {
  const { packetId, madeAt, madeBy, told } = cover;
  pdf.font('bold').fontSize(18).text(reference).moveDown(0.5);
  writeFields(pdf, {
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

function writeSection(pdf: Pdf, { name, title, rows }: RenderedSection): void {
  pdf.moveDown(1).font('bold').fontSize(13).text(title).moveDown(0.3);
  if (rows.length === 0) pdf.font('plain').fontSize(9).text('None.');
  for (const row of rows) {
    const fields = printed[name]?.(row) ?? Object.keys(row);
    writeFields(pdf, Object.fromEntries(fields.map((field) => [field, row[field] ?? null])));
    pdf.moveDown(0.6);
  }
}

function writeFields(pdf: Pdf, row: PacketRow): void {
  for (const [field, value] of Object.entries(row)) {
    if (value === null) continue;
    pdf
      .font('bold')
      .fontSize(8)
      .text(`${spoken(field)}: `, { continued: true });
    pdf.font('plain').text(inWords(value));
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

/** The marking at the head of each page; at its foot whose it is, and which of how many. */
function markPages(pdf: Pdf, { reference }: PacketDocument, { rendering, packetId }: Cover): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    // Below the margin a text would begin a page of its own.
    pdf.page.margins = { ...margins, top: 0, bottom: 0 };
    pdf.font('bold').fontSize(8).text(markings[rendering], margins.left, 36, { lineBreak: false });
    const foot = `${reference} · packet ${packetId} · page ${page - start + 1} of ${count}`;
    pdf
      .font('plain')
      .fontSize(8)
      .text(foot, margins.left, pdf.page.height - 44, { lineBreak: false });
  }
}
