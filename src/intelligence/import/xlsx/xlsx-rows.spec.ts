import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rowsOf, sheetOf, workbookOf, type GivenWorkbook } from '../../../../test/support/workbooks.js';
import { InvalidInput } from '../../../platform/http/problems.js';
import type { FileRow } from '../file-row.js';
import { readMergedCells } from './merged-cells.js';
import { readWorkbook } from './workbook.js';
import { readXlsx } from './xlsx-rows.js';

async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer, void, undefined> {
  for (let at = 0; at < bytes.length; at += 65_536) {
    await Promise.resolve();
    yield bytes.subarray(at, at + 65_536);
  }
}

async function read(file: GivenWorkbook | Buffer): Promise<{ columns: readonly string[]; rows: FileRow[] }> {
  const bytes = Buffer.isBuffer(file) ? file : workbookOf(file);
  const { columns, rows } = await readXlsx(inPieces(bytes));
  const all: FileRow[] = [];
  for await (const row of rows) all.push(row);
  return { columns, rows: all };
}

async function refusal(file: GivenWorkbook | Buffer): Promise<string | null> {
  try {
    await read(file);
    return null;
  } catch (fault) {
    if (!(fault instanceof InvalidInput)) throw fault;
    return fault.members.errors[0]?.detail ?? '';
  }
}

async function cell(xml: string, over: GivenWorkbook = {}): Promise<string | undefined> {
  const { rows } = await read({ rows: [['heading'], [{ xml }]], ...over });
  return rows[0]?.cellFaults?.get(0) ?? rows[0]?.cells[0];
}

describe('an imported workbook', () => {
  it('is read from its visible sheet, with headings and row numbers', async () => {
    const sheets =
      '<sheet name="H" sheetId="9" state="hidden" r:id="other"/><sheet name="C" sheetId="8" r:id="chart"/>' +
      '<sheet name="T" sheetId="7" r:id="rows"/><sheet name="O" sheetId="1" state="veryHidden" r:id="other"/>';
    const sheetData = `<row r="3"><c r="A3" t="inlineStr"><is><t>one</t></is></c><c r="C3" t="inlineStr"><is><t>three</t></is></c></row>
      <row r="4"><c r="A4" s="1"/></row><row r="7"><c r="B7"><v>2</v></c></row><row><c><v>1</v></c></row>`;

    expect(await read({ sheets, sheetData })).toMatchObject({
      columns: ['one', '', 'three'],
      rows: [
        { row: 7, cells: ['', '2'] },
        { row: 8, cells: ['1'] },
      ],
    });
  });

  const twoSheets = '<sheet name="T" sheetId="1" r:id="rows"/><sheet name="O" sheetId="2" r:id="other"/>';
  const other = (rows: string): Partial<GivenWorkbook> => ({
    ...{ sheets: twoSheets, rows: [['a'], ['b']] },
    parts: { 'xl/worksheets/other.xml': sheetOf(rows) },
  });

  const manyEmptyRows = Array.from({ length: 5000 }, (_, n) => `<row r="${n}"><c r="A${n}" s="1"/></row>`).join('');

  it.each([
    ['a text', rowsOf([['Calls of 2019']])],
    ['a number', rowsOf([[2019]])],
    ['a value after many empty cells', `${manyEmptyRows}${rowsOf([['x']])}`],
  ])('is rejected if another visible sheet has %s', async (_, rows) => {
    await expect(read(other(rows))).rejects.toMatchObject({
      members: {
        errors: [{ detail: 'has values in several sheets: hide the others, or save each as a file of its own' }],
      },
    });
  });

  it('is read beside an empty sheet', async () => {
    expect(await read(other('<row r="1"><c r="A1" s="1"/></row>'))).toMatchObject({ columns: ['a'] });
  });

  it('has each sheet once, also if several names have the same rows', () => {
    const sheets = `${twoSheets}<sheet name="P" sheetId="3" r:id="other"/><sheet name="U" sheetId="4" r:id="rows"/>`;

    const { sheet, others } = readWorkbook(workbookOf({ ...other(rowsOf([['x']])), sheets }));

    expect([sheet, ...others].map(({ name }) => name)).toEqual(['xl/worksheets/tips.xml', 'xl/worksheets/other.xml']);
  });

  it('is read with any element prefixes and part names', async () => {
    const prefixed = sheetOf(rowsOf([['a'], ['b']]))
      .replaceAll(/<(\/?)(\w)/g, '<$1x:$2')
      .replace('xmlns=', 'xmlns:x=');
    const file = workbookOf({ parts: { 'xl/worksheets/tips.xml': null, 'XL/Worksheets/TIPS.xml': prefixed } });

    expect(await read(file)).toMatchObject({ columns: ['a'], rows: [{ cells: ['b'] }] });
  });

  it('reports a row wider than the headings', async () => {
    const { rows } = await read({ rows: [['a'], ['b', 'c'], ['d', '']] });
    const beyond = await read({ sheetData: `${rowsOf([['a']])}<row r="2"><c r="XFD2"><v>1</v></c></row>` });

    expect(rows.map(({ fault }) => fault)).toEqual(['has more cells than there are columns', undefined]);
    expect(beyond.rows.map(({ fault }) => fault)).toEqual(['has more cells than there are columns']);
  });
});

describe('a cell of a workbook', () => {
  const shared = [
    '<si><t>plain</t></si>',
    '<si><r><rPr><b/></rPr><t xml:space="preserve">in </t></r><r><t>runs</t></r><rPh sb="0" eb="1"><t>spoken</t></rPh></si>',
    '<si><t>a_x000D_b_x005F_x0041_</t></si>',
    '<si/>',
  ];
  const dated: GivenWorkbook = {
    styles: [0, 14, 22, 164, 165, 166, 167],
    formats: { 164: 'yyyy-mm-dd hh:mm', 165: '000000', 166: '@', 167: '"NE-"0000' },
  };

  it.each([
    ['a shared string', '<c t="s"><v>0</v></c>', 'plain'],
    ['a shared string in runs', '<c t="s"><v>1</v></c>', 'in runs'],
    ['characters not allowed in XML', '<c t="s"><v>2</v></c>', 'a\rb_x0041_'],
    ['an inline string', '<c t="inlineStr"><is><r><t>in </t></r><r><t>runs</t></r></is></c>', 'in runs'],
    ['a string in a nonstandard form', '<c t="str"><v>text</v></c>', 'text'],
    ['a number', '<c><v>107324881</v></c>', '107324881'],
    ['a number with an exponent', '<c t="n"><v>1.07324881E8</v></c>', '107324881'],
    ['a number with leading zeros', '<c s="4"><v>4711</v></c>', '004711'],
    ['a number with a text before it', '<c s="6"><v>42</v></c>', 'NE-0042'],
    ['a number that is formatted as text', '<c s="5"><v>4711</v></c>', '4711'],
    ['a number of a missing style', '<c s="99"><v>5</v></c>', '5'],
    ['true', '<c t="b"><v>1</v></c>', 'true'],
    ['false', '<c t="b"><v>0</v></c>', 'false'],
    ['a day', '<c s="1"><v>43160</v></c>', '2018-03-01'],
    ['a day and a time', '<c s="2"><v>43160.395833333336</v></c>', '2018-03-01T09:30:00'],
    ['a day in a custom format', '<c s="3"><v>43160.395833333336</v></c>', '2018-03-01T09:30:00'],
    ['a day as text', '<c t="d"><v>2018-03-01T09:30:00</v></c>', '2018-03-01T09:30:00'],
    ['a nonexistent day', '<c s="1"><v>60</v></c>', 'holds 29 February 1900, which does not exist'],
    ['a formula', '<c><f>A1*2</f><v>4</v></c>', 'holds a formula: replace it with its value'],
    ['a text formula', '<c t="str"><f>"a"</f><v>a</v></c>', 'holds a formula: replace it with its value'],
    ['a shared formula', '<c><f t="shared" si="0"/><v>4</v></c>', 'holds a formula: replace it with its value'],
    ['an error', '<c t="e"><v>#N/A</v></c>', 'holds an error value'],
  ])('is read or reported: %s', async (_, xml, told) => {
    expect(await cell(xml, { shared, ...dated })).toBe(told);
  });

  it('uses the date system of its workbook', async () => {
    expect(await cell('<c s="1"><v>41698</v></c>', { ...dated, is1904: true })).toBe('2018-03-01');
  });

  it('belongs to a formula that fills several cells', async () => {
    const sheetData = `${rowsOf([['a', 'b']])}<row r="2"><c r="A2"><f t="array" ref="A2:A3">B2:B3</f><v>1</v></c><c r="B2"><v>1</v></c></row>
      <row r="3"><c r="A3"><v>2</v></c><c r="B3"><v>2</v></c></row><row r="4"><c r="A4"><v>3</v></c></row>`;
    const { rows } = await read({ sheetData });

    expect(rows.map(({ cellFaults }) => [...(cellFaults?.keys() ?? [])])).toEqual([[0], [0], []]);
  });
});

describe('an invalid or hostile workbook', () => {
  const rows = [['a'], ['b']];
  const whole = workbookOf({ rows });
  const bomb = sheetOf(`${rowsOf(rows)}${' '.repeat(50_000_000)}`);
  const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>';
  const xml = (sheetData: string): GivenWorkbook => ({ sheetData: `${rowsOf([['a']])}${sheetData}` });

  it.each<[string, GivenWorkbook | Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'is empty'],
    ['a sheet without rows', {}, 'is empty'],
    ['text', Buffer.from('a,b\n1,2'), 'is not an .xlsx workbook'],
    [
      'an old or encrypted workbook',
      Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex'),
      'is an encrypted or old workbook; save it as .xlsx',
    ],
    ['half a workbook', whole.subarray(0, whole.length / 2), 'is an incomplete ZIP: its list of entries is missing'],
    ['another ZIP', { parts: { '_rels/.rels': null } }, 'is not an .xlsx workbook'],
    [
      'another document',
      { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml' },
      'is not an .xlsx workbook',
    ],
    ['a binary workbook', { type: 'application/vnd.ms-excel.sheet.binary.main' }, 'is not an .xlsx workbook'],
    [
      'a workbook with macros by its type',
      { type: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' },
      'is a workbook with macros; save it as .xlsx without them',
    ],
    [
      'a workbook with a program',
      { rows, parts: { 'xl/vbaProject.bin': 'x' } },
      'is a workbook with macros; save it as .xlsx without them',
    ],
    [
      'a workbook with old macros',
      { rows, parts: { 'xl/macrosheets/sheet1.xml': '<x/>' } },
      'is a workbook with macros; save it as .xlsx without them',
    ],
    [
      'a workbook of hidden sheets',
      { sheets: '<sheet name="T" sheetId="1" state="veryHidden" r:id="rows"/>' },
      'has no visible sheet with rows',
    ],
    [
      'a workbook with a missing sheet',
      { parts: { 'xl/worksheets/tips.xml': null } },
      'has no visible sheet with rows',
    ],
    [
      'two parts with the same name',
      { rows, parts: { 'XL/workbook.xml': '<x/>' } },
      'has two parts with the same name',
    ],
    ['a bomb', { parts: { 'xl/worksheets/tips.xml': bomb } }, 'becomes more than 200 times as large when unpacked'],
    [
      'an entity expansion attack',
      { parts: { 'xl/worksheets/tips.xml': `${laughs}<x>&b;</x>` } },
      'must not have a document type',
    ],
    [
      'entities in its strings',
      { rows, parts: { 'xl/sharedStrings.xml': `${laughs}<sst>&b;</sst>` } },
      'must not have a document type',
    ],
    [
      'entities in its workbook part',
      { rows, parts: { 'xl/workbook.xml': `${laughs}<workbook>&b;</workbook>` } },
      'must not have a document type',
    ],
    [
      'half a sheet',
      { parts: { 'xl/worksheets/tips.xml': '<worksheet><sheetData><row><c>' } },
      'is not well-formed XML',
    ],
    ['a missing shared string', xml('<row><c t="s"><v>7</v></c></row>'), 'has a cell that refers to a missing text'],
    ['a negative string index', xml('<row><c t="s"><v>-1</v></c></row>'), 'has a cell that refers to a missing text'],
    ['a cell of unknown type', xml('<row><c t="z"><v>1</v></c></row>'), 'has a cell of an unknown type'],
    ['a duplicate row', xml('<row r="2"/><row r="2"/>'), 'has rows or cells that are out of order'],
    ['a row beyond the last', xml('<row r="1048577"/>'), 'has rows or cells that are out of order'],
    ['a row without a number', xml('<row r="1e1"/><row r="x"/>'), 'has rows or cells that are out of order'],
    ['a cell of another row', xml('<row r="2"><c r="A3"/></row>'), 'has rows or cells that are out of order'],
    ['a duplicate cell', xml('<row r="2"><c r="A2"/><c r="A2"/></row>'), 'has rows or cells that are out of order'],
    ['a nested cell', xml('<row><c><c/></c></row>'), 'has rows or cells that are out of order'],
    ['a long cell', { rows: [['a'], ['x'.repeat(32_768)]] }, 'has a cell of more than 32767 characters'],
    [
      'a short text that makes a long row',
      {
        sheetData: `${rowsOf([['a']])}<row>${'<c t="s"><v>0</v></c>'.repeat(9)}</row>`,
        shared: [`<si><t>${'x'.repeat(32_767)}</t></si>`],
      },
      'has a row of more than 262144 characters',
    ],
    [
      'a heading that is a formula',
      { rows: [[{ xml: '<c><f>A1</f><v>1</v></c>' }]] },
      'has a heading that is a formula, an error or an invalid number',
    ],
    ['endless columns', { rows: [Array.from({ length: 201 }, (_, n) => n + 1)] }, 'must have at most 200 columns'],
    [
      'formulas over all cells',
      xml(`<row>${'<c><f t="array" ref="A1:XFD1048576"/></c>'.repeat(1001)}</row>`),
      'has formulas over too many cells',
    ],
  ])('is rejected with its fault: %s', async (_, file, detail) => {
    expect(await refusal(file)).toBe(detail);
  });

  it('has the range of merged cells from their own element, so that a broken list is searched once', async () => {
    const { sheet } = readWorkbook(workbookOf({ merged: '<mergeCell <x ref="A2:A3"/><mergeCell ref="B2:B3"/>' }));

    expect(await readMergedCells(sheet)).toMatchObject([{ from: { row: 2, column: 1 }, to: { row: 3, column: 1 } }]);
  });

  it('is rejected when its sheet is too large or differs from its directory entry', async () => {
    const packed = deflateRawSync(Buffer.from('<worksheet/>'));
    const at = whole.indexOf('xl/worksheets/tips.xml');
    const listed = whole.lastIndexOf('xl/worksheets/tips.xml') - 46;
    const larger = Buffer.from(whole);
    larger.writeUInt32LE(300_000_000, listed + 24);
    const other = Buffer.from(whole);
    packed.copy(other, at + 'xl/worksheets/tips.xml'.length);

    expect(await refusal(larger)).toBe('is larger than 268435456 bytes when unpacked');
    expect(await refusal(other)).toBe("is damaged: its unpacked content does not match the archive's list");
  });

  it('is not read beyond the maximum size', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Buffer, void, undefined> {
      for (;;) {
        await Promise.resolve();
        given += 1_000_000;
        yield Buffer.alloc(1_000_000, 'PK');
      }
    }

    await expect(readXlsx(endless())).rejects.toThrow(InvalidInput);
    expect(given).toBeLessThan(18_000_001);
  });

  it('is read or rejected after any change of its bytes', async () => {
    const bytes = workbookOf({
      rows: [
        ['a', 'b'],
        ['c', 1],
      ],
      shared: ['<si><t>d</t></si>'],
    });
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, byte) => {
        const altered = Buffer.from(bytes);
        altered[at] = byte;
        await refusal(altered);
      }),
      { numRuns: 300 },
    );
  });
});
