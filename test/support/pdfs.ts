import { once } from 'node:events';
import { deflateSync } from 'node:zlib';
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

/** Returns a PDF whose font has this many ranges of 65,536 codes in its map to Unicode. */
export function pdfOfCodes(ranges: number): Buffer {
  const map = `begincmap 100 beginbfrange ${'<0000> <FFFF> <0000>\n'.repeat(ranges)} endbfrange endcmap`;
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>';
  return pdfOfResources(`/Font << /F1 7 0 R >>`, [packedStream(map), font]);
}

/** Returns a PDF whose font has widths up to this code. */
export function pdfOfWidths(last: number): Buffer {
  const system = '/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>';
  const descriptor = '/FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 >>';
  const widths = `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X ${system} ${descriptor} /W [0 ${last} 500] >>`;
  const font = '<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] >>';
  return pdfOfResources('/Font << /F1 5 0 R /F2 7 0 R >>', [widths, font], 'BT /F2 12 Tf 72 600 Td <0041> Tj ET');
}

/** Returns a PDF that draws forms in each other, each of which draws the next this often. */
export function pdfOfForms({ depth, times }: { readonly depth: number; readonly times: number }): Buffer {
  const forms = Array.from({ length: depth }, (_, at) => {
    const next = at + 1 < depth ? `/X ${at + 7} 0 R` : '';
    const form = `/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << ${next} >> >>`;
    return packedStream(next === '' ? '0 g' : '/X Do '.repeat(times), form);
  });
  return pdfOfResources('/Font << /F1 5 0 R >> /XObject << /X 6 0 R >>', forms, '/X Do '.repeat(times));
}

/** Returns a PDF of this many rectangles and as many texts beside them. */
export function pdfOfAreas(count: number): Buffer {
  const texts = '1 0 0 1 72 600 Tm (a) Tj '.repeat(count);
  const content = `${'0.9 g 300 300 1 1 re f '.repeat(count)} 0 g BT /F1 12 Tf ${texts} ET`;
  return handWrittenPdf(deflateSync(`${drawnText('MD5: 0')} ${content}`), { stream: '/Filter /FlateDecode' });
}

function pdfOfResources(resources: string, objects: readonly (string | Buffer)[], content = ''): Buffer {
  return handWrittenPdf(`${drawnText('MD5: 0')} ${content}`, { page: `/Resources << ${resources} >>`, objects });
}

function packedStream(content: string, entries = ''): Buffer {
  const packed = deflateSync(content);
  const head = `<< /Length ${packed.length} /Filter /FlateDecode ${entries} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream')]);
}
