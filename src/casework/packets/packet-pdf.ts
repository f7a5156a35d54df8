import { TaggedPdf, type Pdf } from '../../platform/pdf/tagged-pdf.js';
import type { Labels } from '../records/packet-declarations.js';
import { timelineKindMeanings, type TimelineKind } from '../records/timeline-kinds.js';
import type { PacketDocument, RenderedSection } from './packet-document.js';
import { markings, type Rendering } from './packets.enums.js';
import { redactionText, type PacketRow, type Value } from './redaction.js';

export interface Cover {
  readonly packetId: string;
  readonly rendering: Rendering;
  readonly createdAt: Date;
  readonly createdBy: string;
  /** The recipient and purpose, as rendered. A purpose is free text and may be redacted. */
  readonly dissemination: PacketRow;
}

const margins = { top: 72, bottom: 64, left: 56, right: 56 };

/** Returns the PDF of a complaint. It embeds its fonts, so that names in any script are legible. */
export async function renderPdf(document: PacketDocument, cover: Cover): Promise<Uint8Array> {
  const title = `${document.reference}, ${cover.rendering}`;
  const tagged = await TaggedPdf.begin({ title, at: cover.createdAt, margins, bufferPages: true });
  const done = collectBytes(tagged.pdf);
  writeCover(tagged, document, cover);
  for (const section of document.sections) writeSection(tagged, section);
  tagged.close();
  markPages(tagged, document, cover);
  tagged.pdf.end();
  return done;
}

function collectBytes(pdf: Pdf): Promise<Uint8Array> {
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
  const { packetId, createdAt, createdBy, dissemination } = cover;
  // The first page's marking is tagged content, so that screen readers read it.
  tagged.write('P', () => {
    drawOutsideMargins(pdf, () => {
      writeMarking(pdf, cover.rendering);
    });
  });
  tagged.write('H1', () => pdf.font('bold').fontSize(18).text(reference));
  pdf.moveDown(0.5);
  const fields = { packet: packetId, 'created at': createdAt.toISOString(), 'created by': createdBy, ...dissemination };
  writeFields(tagged, fields);
}

/**
 * Printed fields of an event and of an act. An event with an unknown hour has its day only, one with a redacted sentence its kind in words.
 */
const printedFields: Readonly<Record<string, (row: PacketRow) => PacketRow>> = {
  history: ({ isDayOnly, occurredAt = null, occurredOn = null, kind, sentence = null }) => ({
    ...(isDayOnly === true ? { occurredOn } : { occurredAt }),
    // The timeline has no other kind.
    event: sentence === redactionText ? `${timelineKindMeanings[kind as TimelineKind]} ${redactionText}` : sentence,
  }),
  trail: ({ at = null, sentence = null, reason = null }) => ({ at, sentence, reason }),
};

function writeSection(tagged: TaggedPdf, { name, title, labels, rows }: RenderedSection): void {
  const { pdf } = tagged;
  tagged.begin('Sect');
  pdf.moveDown(1);
  tagged.write('H2', () => pdf.font('bold').fontSize(13).text(title));
  pdf.moveDown(0.3);
  if (rows.length === 0) tagged.write('P', () => pdf.font('plain').fontSize(9).text('None.'));
  for (const row of rows) {
    tagged.begin('Div');
    writeFields(tagged, printedFields[name]?.(row) ?? row, labels);
    tagged.close();
    pdf.moveDown(0.6);
  }
  tagged.close();
}

function writeFields(tagged: TaggedPdf, row: PacketRow, labels: Readonly<Record<string, Labels>> = {}): void {
  const { pdf } = tagged;
  for (const [field, value] of Object.entries(row)) {
    if (value === null) continue;
    tagged.write('P', () => {
      pdf
        .font('bold')
        .fontSize(8)
        .text(`${humanizeField(field)}: `, { continued: true });
      pdf.font('plain').text(formatValue(value, labels[field]));
    });
  }
}

/** Labels that the name of the field does not give. */
const fieldLabels: Readonly<Record<string, string>> = {
  reportedToNcmecAt: 'reported to NCMEC at',
  ncmecClass: 'class given by NCMEC',
  incidentAt: 'incident time as reported',
  receivedPrecision: 'time of receipt known to the',
  incidentPrecision: 'time of incident known to the',
  firstUse: 'first use in the tip',
  preservedUntil: 'preserved at least until',
};

/**
 * Returns the printed label of a field: "received at" for `receivedAt`. An id replaced by a name loses its suffix, as
 * in "agency" for `agencyId`.
 */
function humanizeField(field: string): string {
  const label = Object.hasOwn(fieldLabels, field) ? fieldLabels[field] : undefined;
  if (label !== undefined) return label;
  return field
    .replace(/(?<=agency|investigator|owner)Id$/i, '')
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

const word = /^[a-z]+(?:_[a-z]+)*$/;
const instant = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|\+00:00)$/;

/** Returns a value for reading: codes by their label or without underscores, instants to the second. */
function formatValue(value: Value, labels: Labels = {}): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isList(value)) {
    const between = value.some((one) => typeof one === 'object') ? '; ' : ', ';
    return value.map((one) => formatValue(one, labels)).join(between);
  }
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([field, one]) => `${humanizeField(field)} ${formatValue(one, labels)}`)
      .join(', ');
  }
  const text = String(value);
  const label = Object.hasOwn(labels, text) ? labels[text] : undefined;
  if (label !== undefined) return label;
  return word.test(text) ? text.replaceAll('_', ' ') : text.replace(instant, '$1 $2 UTC');
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Draws outside the margins and restores the position. With margins, such text would start a new page. */
function drawOutsideMargins(pdf: Pdf, draw: () => void): void {
  const { x, y } = pdf;
  pdf.page.margins = { ...margins, top: 0, bottom: 0 };
  draw();
  pdf.page.margins = { ...margins };
  pdf.x = x;
  pdf.y = y;
}

function writeMarking(pdf: Pdf, rendering: Rendering): void {
  pdf.font('bold').fontSize(8).text(markings[rendering], margins.left, 36, { lineBreak: false });
}

/** Writes the marking at the top of each page, and the reference, packet id and page number at the bottom. */
function markPages(tagged: TaggedPdf, { reference }: PacketDocument, { rendering, packetId }: Cover): void {
  const { pdf } = tagged;
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const foot = `${reference} · packet ${packetId} · page ${page - start + 1} of ${count}`;
    tagged.artifact('Pagination', () => {
      drawOutsideMargins(pdf, () => {
        if (page > start) writeMarking(pdf, rendering);
        pdf
          .font('plain')
          .fontSize(8)
          .text(foot, margins.left, pdf.page.height - 44, { lineBreak: false });
      });
    });
  }
}
