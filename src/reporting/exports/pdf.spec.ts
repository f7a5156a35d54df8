import { describe, expect, it } from '@jest/globals';
import { elementsOf, readOutOf, structureOf, type PdfStructure } from '../../../test/support/pdf-structure.js';
import { batchRows, type ExportDocument, type Row } from './export-document.js';
import { writePdf } from './pdf.js';

const black = '#000000';
const columns = [
  { key: 'agency', kind: 'text' },
  { key: 'day', kind: 'day' },
  { key: 'count', kind: 'count' },
] as const;

async function print(rows: readonly Row[], overrides: Partial<ExportDocument> = {}): Promise<PdfStructure> {
  const parts: Buffer[] = [];
  const document = {
    title: 'Totals <of> A & B',
    marking: 'UNIT ONLY',
    definition: [
      { name: 'purpose', value: 'A test' },
      { name: 'rules', value: 'Counted once. '.repeat(600) },
    ],
    columns,
    rows: batchRows(rows),
    charts: [
      {
        picture: {
          width: 100,
          height: 40,
          shapes: [
            { kind: 'rect', x: 1, y: 2, width: 30, height: 10, fill: black },
            { kind: 'text', x: 5, y: 30, text: 'Arrests', size: 12, fill: black, anchor: 'start' },
          ],
        },
        alternativeText: 'Bar chart: Arrests: 3.',
      },
    ],
    generatedAt: new Date('2026-03-01T12:00:00Z'),
    ...overrides,
  } satisfies ExportDocument;
  for await (const part of writePdf(document)) parts.push(part);
  return structureOf(Buffer.concat(parts));
}

describe('a PDF report for a screen reader', () => {
  it('states its language, and shows its title', async () => {
    const { isMarked, language, title, showsTitle } = await print([['Omaha', null, 1]]);

    expect([isMarked, language, showsTitle]).toEqual([true, 'en-US', true]);
    // The library does not escape these characters in its XML.
    expect(title).toBe('Totals ‹of› A ＆ B');
  });

  it('is one tag tree for all pages', async () => {
    const rows = Array.from({ length: 120 }, (_, n): Row => [`Agency ${n}`, '2026-03-01', n]);
    const { roots, untagged, astray, artifacts, pages } = await print(rows);

    expect([untagged, astray]).toEqual([[], []]);
    expect(roots.map(({ tag }) => tag)).toEqual(['Document']);
    expect(roots[0]?.children.map(({ tag }) => tag)).toEqual(['P', 'H1', 'P', 'P', 'Figure', 'Table', 'H2', 'P', 'P']);
    expect(elementsOf(roots, 'H1').map(readOutOf)).toEqual(['Totals <of> A & B']);
    expect(elementsOf(roots, 'H2').map(readOutOf)).toEqual(['End of the export']);
    const said = elementsOf(roots, 'P').map(readOutOf);
    expect(said.slice(0, 2)).toEqual(['UNIT ONLY', 'purpose: A test']);
    // A paragraph that continues on the next page is one element.
    expect(said[2]?.match(/Counted once/g)).toHaveLength(600);
    expect(artifacts.filter((one) => one.startsWith('page '))).toHaveLength(pages);
    expect(artifacts.filter((one) => one === 'UNIT ONLY')).toHaveLength(pages - 1);
  });

  it('has a chart as a figure with alternative text', async () => {
    const { roots } = await print([['Omaha', null, 1]]);

    expect(elementsOf(roots, 'Figure')).toMatchObject([{ alt: 'Bar chart: Arrests: 3.', text: 'Arrests' }]);
  });

  it('has its rows as one table across pages, with column headers', async () => {
    const rows = Array.from({ length: 120 }, (_, n): Row => [
      `Agency ${n}`,
      n % 2 === 0 ? null : '2026-03-01',
      1000 + n,
    ]);
    const { roots } = await print(rows);

    const [table, ...others] = elementsOf(roots, 'Table');
    expect(others).toEqual([]);
    expect(table?.children.map(({ tag }) => tag)).toEqual(['THead', 'TBody']);
    expect(elementsOf(roots, 'TH').map(({ scope, text }) => [scope, text])).toEqual([
      ['Column', 'agency'],
      ['Column', 'day'],
      ['Column', 'count'],
    ]);
    const cells = elementsOf(table?.children.slice(1) ?? [], 'TR').map(({ children }) => children.map(readOutOf));
    expect(cells).toEqual(
      rows.map(([agency, day, count]) => [agency, day ?? '', Number(count).toLocaleString('en-US')]),
    );
  });

  it('has the full text of a truncated cell', async () => {
    const long = 'A name that goes on '.repeat(30);
    const { roots } = await print([[long, '2026-03-01', 1]]);

    const [cell] = elementsOf(roots, 'TD');
    expect(cell?.children).toMatchObject([{ tag: 'Span', actual: long, text: expect.stringMatching(/…$/) }]);
  });

  it('has no table without rows', async () => {
    const { roots, untagged, astray } = await print([]);

    expect([elementsOf(roots, 'Table'), untagged, astray]).toEqual([[], [], []]);
  });
});
