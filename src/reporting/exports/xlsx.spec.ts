import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { cellsIn } from '../../../test/support/workbooks.js';
import { readXlsx } from '../../intelligence/import/xlsx/xlsx-rows.js';
import { batchRows, type ExportDocument, type Row } from './export-document.js';
import { formatColumnName } from './xlsx-parts.js';
import { writeXlsx } from './xlsx.js';

const columns = [
  { key: 'who', kind: 'text' },
  { key: 'day', kind: 'day' },
  { key: 'count', kind: 'count' },
] as const;

function createDocument(rows: ExportDocument['rows'], overrides: Partial<ExportDocument> = {}): ExportDocument {
  return {
    title: 'A report',
    marking: 'UNIT ONLY',
    definition: [{ name: 'purpose', value: 'A test' }],
    columns,
    rows,
    generatedAt: new Date('2026-03-01T12:00:00Z'),
    ...overrides,
  };
}

async function writeFile(document: ExportDocument): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of writeXlsx(document)) parts.push(part);
  return Buffer.concat(parts);
}

function hideFollowingSheets(file: Buffer): Buffer {
  const parts = unzipSync(file);
  const name = 'xl/workbook.xml';
  const [before = '', ...sheets] = strFromU8(parts[name] ?? new Uint8Array()).split('<sheet ');
  const [first = '', ...following] = sheets.map((sheet) => `<sheet ${sheet}`);
  const hidden = following.map((sheet) => sheet.replace('<sheet ', '<sheet state="hidden" '));
  return Buffer.from(zipSync({ ...parts, [name]: strToU8([before, first, ...hidden].join('')) }));
}

const rowCells = (file: Buffer): unknown[] =>
  cellsIn(file)
    .filter(({ sheet }) => sheet === 'Rows')
    .map(({ place, type, value }) => [place, type, value]);

describe('an exported workbook', () => {
  it('has a definition sheet, rows under their heading and a row count', async () => {
    const file = await writeFile(
      createDocument(
        batchRows([
          ['Reyes', '2026-03-01', 7],
          [null, null, 0.25],
        ]),
      ),
    );

    expect(rowCells(file)).toEqual([
      ['A1', 'string', 'who'],
      ['B1', 'string', 'day'],
      ['C1', 'string', 'count'],
      ['A2', 'string', 'Reyes'],
      ['B2', 'string', '2026-03-01'],
      ['C2', 'number', 7],
      ['C3', 'number', 0.25],
    ]);
    const others = cellsIn(file).filter(({ sheet }) => sheet !== 'Rows');
    expect(others.map(({ sheet, value }) => [sheet, value])).toEqual([
      ['Definition', 'title'],
      ['Definition', 'A report'],
      ['Definition', 'marking'],
      ['Definition', 'UNIT ONLY'],
      ['Definition', 'purpose'],
      ['Definition', 'A test'],
      ['Trailer', 'rows'],
      ['Trailer', 2],
      ['Trailer', 'sha256 of the rows, as CSV'],
      ['Trailer', expect.stringMatching(/^[\da-f]{64}$/)],
    ]);
  });

  it('has its handling marking on each page, a fixed heading and its date', async () => {
    const parts = unzipSync(await writeFile(createDocument(batchRows([['a', null, 1]]), { marking: 'A & B <C>' })));

    const sheet = strFromU8(parts['xl/worksheets/sheet2.xml'] ?? new Uint8Array());
    expect(sheet).toContain('<oddHeader>&amp;CA &amp;&amp; B &lt;C&gt;</oddHeader>');
    expect(sheet).toContain('ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"');
    expect(strFromU8(parts['docProps/core.xml'] ?? new Uint8Array())).toContain(
      '>2026-03-01T12:00:00Z</dcterms:created>',
    );
  });

  it('is readable by the import once its other sheets are hidden', async () => {
    const file = await writeFile(createDocument(batchRows([['a', null, 1]]), { title: 'Totals' }));

    const { columns: first, rows } = await readXlsx(piecesOf(hideFollowingSheets(file)));

    const read: (readonly string[])[] = [];
    for await (const { cells } of rows) read.push(cells);
    expect([first, ...read]).toEqual([
      ['title', 'Totals'],
      ['marking', 'UNIT ONLY'],
      ['purpose', 'A test'],
    ]);
  });

  it('preserves any text, and contains no formula', async () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '=1+1',
        '@SUM(A1)',
        '<b>&amp;</b>',
        ' both ',
        '_x000D_',
        '_x_x0041_',
        'a\r\nb\tc',
        '\0\x1b\uffff',
        ']]>',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 20 }), async (all) => {
        const file = await writeFile(createDocument(batchRows(all.map((text): Row => [text, null, 1]))));
        const read = cellsIn(file).filter(({ sheet, place }) => sheet === 'Rows' && place.startsWith('A'));
        expect(read.slice(1).map(({ type, value }) => [type, value])).toEqual(all.map((text) => ['string', text]));
      }),
      { numRuns: 60 },
    );
  });

  it('truncates text longer than a cell allows, and shows that', async () => {
    const file = await writeFile(createDocument(batchRows([['x'.repeat(40_000), null, 1]])));

    const cell = cellsIn(file).find(({ sheet, place }) => sheet === 'Rows' && place === 'A2');
    expect(String(cell?.value)).toBe(`${'x'.repeat(32_766)}…`);
  });

  it('continues a full sheet on another with the same heading', async () => {
    const lot = Array.from({ length: 65_536 }, (): Row => [null, null, 1]);
    async function* many(): AsyncGenerator<readonly Row[], void, undefined> {
      for (let n = 0; n < 16; n += 1) {
        await Promise.resolve();
        yield lot;
      }
    }

    const parts = unzipSync(await writeFile(createDocument(many())));

    const rowsIn = (sheet: number): number =>
      strFromU8(parts[`xl/worksheets/sheet${sheet}.xml`] ?? new Uint8Array()).split('<row ').length - 1;
    // Each sheet has a heading, so one of 16 × 65,536 rows goes to the next sheet.
    expect([rowsIn(2), rowsIn(3)]).toEqual([1_048_576, 2]);
    expect(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array())).toContain(
      '<sheet name="Rows 2" sheetId="3" r:id="rId3"/>',
    );
  });

  it('reads rows no faster than it is read itself', async () => {
    let lots = 0;
    async function* endless(): AsyncGenerator<readonly Row[], void, undefined> {
      for (;;) {
        await Promise.resolve();
        lots += 1;
        yield Array.from({ length: 100 }, (): Row => [crypto.randomUUID(), null, 1]);
      }
    }
    const parts = writeXlsx(createDocument(endless()));
    for (let n = 0; n < 5; n += 1) await parts.next();

    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(lots).toBeLessThanOrEqual(5);
    await parts.return();
  });

  it('fails with the error of its rows, and is then invalid', async () => {
    async function* broken(): AsyncGenerator<readonly Row[], void, undefined> {
      yield [['a', null, 1]];
      await Promise.reject(new Error('The connection broke'));
    }
    const parts: Buffer[] = [];
    const reading = (async () => {
      for await (const part of writeXlsx(createDocument(broken()))) parts.push(part);
    })();

    await expect(reading).rejects.toThrow('The connection broke');
    expect(() => unzipSync(Buffer.concat(parts))).toThrow();
  });
});

describe('a column name', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('is for position %i %s', (position, name) => {
    expect(formatColumnName(position)).toBe(name);
  });
});

async function* piecesOf(file: Buffer): AsyncGenerator<Buffer, void, undefined> {
  await Promise.resolve();
  yield file;
}
