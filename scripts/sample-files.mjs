/**
 * Writes the files of docs/samples that no text editor writes: two workbooks, a PDF with a text layer, and a ZIP.
 * `npm run samples`. The files of text beside them are written by hand. All data is synthetic.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import PDFDocument from 'pdfkit';

const folder = 'docs/samples';
/** Written into each file, so that it has the same content each time. */
const at = new Date('2026-06-01T12:00:00Z');
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

const columns = ['Source', 'Tip number', 'Received', 'State', 'County', 'Summary', 'Suspect phone'];
const row = (number, received, county, summary, phone) => ['NCMEC', number, received, 'NE', county, summary, phone];

await writeWorkbook(
  'log-merged.xlsx',
  [
    ['Complaint log, June 2026'],
    [],
    columns,
    row('107320001', '6/1/2026 8:15 AM', 'Lancaster', 'A provider found two files in an account.', '402-555-0141'),
    ['', '107320002', '6/1/2026 3:40 PM', '', '', 'A provider found one file in an account.', 'none'],
    ['', '107320003', '6/2/2026 9:05 AM', '', 'Douglas', 'An adult asked a child for a meeting.', '402-555-0142'],
  ],
  ['A1:G1', 'A4:A6', 'D4:D6', 'E4:E5'],
);
await writeWorkbook('log-two-heads.xlsx', [
  columns,
  row('107320004', '6/3/2026 8:15 AM', 'Lancaster', 'A provider found two files in an account.', '402-555-0143'),
  ['Source', 'Received', 'Tip number', 'State', 'County', 'Summary', 'Reporter phone'],
  ['NCMEC', '6/3/2026 9:30 AM', '107320005', 'NE', 'Hall', 'A parent found messages.', '402-555-0144'],
]);
await writeReport('paper-report.pdf', [
  'CyberTipline Report 107300005',
  'Received by NCMEC on: 05-12-2026 14:30:00 UTC',
  'Section A: Reported Information',
  'Reporting Electronic Service Provider (ESP)',
  ['Submitter:', 'Example Chat'],
  ['Email Address:', 'safety@provider.example.com'],
  'Incident Information',
  ['Incident Type:', 'Online Enticement of Children for Sexual Acts'],
  ['Incident Time:', '05-11-2026 22:04:10 UTC'],
  'Suspect',
  ['Name:', 'Rowan Example'],
  ['Screen/User Name:', 'Night_Owl_89'],
  ['Email Address:', 'owl.89@example.com'],
  ['Phone:', '+1 402 555 0148'],
  ['IP Address:', '192.0.2.18 (Login)'],
  ['Date/Time:', '05-11-2026 22:00:00 UTC'],
  'Uploaded File Information',
  ['Filename:', 'a1.dat'],
  ['MD5:', '00112233445566778899aabbccddeef3'],
  'Section C: Additional Information',
  ['IP Address:', '198.51.100.9'],
]);
await writeArchive('bulk-download.zip', {
  'report-1.xml': await readSample('provider-report.xml'),
  'report-2.xml': await readSample('provider-report-2026.xml'),
  'report-3.json': await readSample('icac-export.json'),
  'report-4.json': '{"reportId":"107300006","reportedInformation":{"additionalInformations":',
  'report-5.pdf': await readSample('paper-report.pdf'),
});

function readSample(name) {
  return readFile(join(folder, name));
}

async function writeArchive(name, files) {
  const entries = Object.entries(files).map(([path, content]) => [
    path,
    typeof content === 'string' ? strToU8(content) : new Uint8Array(content),
  ]);
  await writeFile(join(folder, name), zipSync(Object.fromEntries(entries), { mtime: at }));
}

async function writeWorkbook(name, rows, merged = []) {
  const cells = rows.map((values, y) => {
    const written = values.map((value, x) => cellOf(`${String.fromCharCode(65 + x)}${y + 1}`, value));
    return `<row r="${y + 1}">${written.join('')}</row>`;
  });
  const ranges = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  const list = ranges === '' ? '' : `<mergeCells count="${merged.length}">${ranges}</mergeCells>`;
  await writeArchive(name, {
    '[Content_Types].xml': `${head}<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${workbookType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${workbookType}.worksheet+xml"/></Types>`,
    '_rels/.rels': relation('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Log" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relation('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="${main}"><sheetData>${cells.join('')}</sheetData>${list}</worksheet>`,
  });
}

function cellOf(place, value) {
  return value === '' ? `<c r="${place}"/>` : `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
}

function relation(kind, target) {
  return `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/${kind}" Target="${target}"/></Relationships>`;
}

async function writeReport(name, lines) {
  const pdf = new PDFDocument({ info: { CreationDate: at, Title: 'Synthetic report' } });
  const file = pdf.pipe(createWriteStream(join(folder, name)));
  let y = 60;
  for (const line of lines) {
    const [label, value] = typeof line === 'string' ? [line] : line;
    pdf.text(label, 60, y, { lineBreak: false });
    if (value !== undefined) pdf.text(value, 240, y, { lineBreak: false });
    y += 18;
  }
  pdf.end();
  await once(file, 'finish');
}
