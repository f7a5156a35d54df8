import { once } from 'node:events';
import PDFDocument from 'pdfkit';

/** A synthetic report on paper: a line, or the cells of a line at two places. A form feed begins a page. */
export const paperReport: readonly (string | readonly [string, string])[] = [
  'CyberTipline Report 107324881',
  'Received by NCMEC on: 05-12-2026 14:30:00 UTC',
  'Section A: Reported Information',
  'Reporting Electronic Service Provider (ESP)',
  ['Submitter:', 'Example Chat'],
  ['Email Address:', 'safety@chat.example'],
  'Incident Information',
  ['Incident Type:', 'Online Enticement of Children for Sexual Acts'],
  ['Incident Time:', '05-11-2026 22:04:10 UTC'],
  'Suspect',
  ['Name:', 'Rowan Example'],
  ['Screen/User Name:', 'Night_Owl_88'],
  ['Email Address:', 'owl88@example.com'],
  ['Phone:', '+1 402 555 0134'],
  'IP Address: 203.0.113.7 (Login)',
  'Date/Time: 05-11-2026 22:00:00 UTC',
  '\f',
  'Uploaded File Information',
  ['Filename:', 'a1.dat'],
  ['MD5:', 'd41d8cd98f00b204e9800998ecf8427e'],
  'A line that no label explains.',
  'Section C: Additional Information',
  'IP Address: 198.51.100.9',
];

/** Returns a PDF with these lines as its text layer, and as many pages as it is given. */
export async function pdfOf(
  lines: typeof paperReport,
  options: PDFKit.PDFDocumentOptions & { readonly pages?: number } = {},
): Promise<Buffer> {
  const { pages = 1, ...rest } = options;
  const made = new PDFDocument({ ...rest, bufferPages: false });
  const chunks: Buffer[] = [];
  made.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(made, 'end');
  let y = 40;
  for (const line of lines) {
    if (line === '\f') {
      made.addPage();
      y = 40;
      continue;
    }
    const [label, value] = typeof line === 'string' ? [line] : line;
    made.text(label, 60, y, { lineBreak: false });
    if (value !== undefined) made.text(value, 240, y, { lineBreak: false });
    y += 16;
  }
  for (let page = 1; page < pages; page += 1) made.addPage();
  made.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Returns a PDF of one page with this content stream and further entries of its objects, written by hand. */
export function handWrittenPdf(
  content: string | Buffer,
  {
    stream = '',
    page = '',
    catalog = '',
    objects = [],
  }: {
    readonly stream?: string;
    readonly page?: string;
    readonly catalog?: string;
    readonly objects?: readonly (string | Buffer)[];
  } = {},
): Buffer {
  const length = stream.includes('/Length') ? '' : `/Length ${Buffer.byteLength(content)}`;
  const parts: (string | Buffer)[] = ['%PDF-1.7\n'];
  const bodies: (string | Buffer)[][] = [
    [`<< /Type /Catalog /Pages 2 0 R ${catalog} >>`],
    ['<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R
      /Resources << /Font << /F1 5 0 R >> >> ${page} >>`,
    ],
    [`<< ${length} ${stream} >>\nstream\n`, content, '\nendstream'],
    ['<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
    ...objects.map((one) => [one]),
  ];
  const offsets = bodies.map((body, at) => {
    const offset = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
    parts.push(`${at + 1} 0 obj\n`, ...body, '\nendobj\n');
    return offset;
  });
  const xrefAt = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer\n<< /Root 1 0 R /Size ${bodies.length + 1} >>\nstartxref\n${xrefAt}\n%%EOF\n`;
  parts.push(`xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${rows}${trailer}`);
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

/** Returns the content stream of a text at a place, after further operators. */
export function drawnText(text: string, before = '', at = '72 700'): string {
  return `BT /F1 12 Tf ${before} ${at} Td (${text}) Tj ET`;
}
