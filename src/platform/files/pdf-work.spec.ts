import { beforeAll, describe, expect, it } from '@jest/globals';
import { cpuMsOfAsync } from '../../../test/support/cpu-time.js';
import {
  drawnText,
  handWrittenPdf,
  pdfOfAreas,
  pdfOfCodes,
  pdfOfForms,
  pdfOfWidths,
} from '../../../test/support/pdfs.js';
import { readPdfText } from './pdf-text.js';
import { PdfTooComplex, PdfWork } from './pdf-work.js';

const limits = { pages: 200, unpackedBytes: 33_554_432, lines: 20_000 };
/**
 * Times the CPU time of a harmless file of the same size. The dearest takes 120 times on a quiet machine, which leaves an
 * order of magnitude of room. That a limit ended the work is proved by its fault.
 */
const maxRatio = 1200;

function outcomeOf(file: Buffer): Promise<unknown> {
  return readPdfText(file, limits).then(
    ({ lines }) => lines,
    (fault: unknown) => fault,
  );
}

function harmless(size: number): Buffer {
  return handWrittenPdf(drawnText('MD5: 0'), { objects: [`(${'a'.repeat(size)})`] });
}

beforeAll(() => outcomeOf(harmless(1)));

describe('a PDF that repeats work', () => {
  it.each([
    ['10,000 ranges of 65,536 codes', pdfOfCodes(10_000)],
    ['18 forms that each draw the next twice', pdfOfForms({ depth: 18, times: 2 })],
    ['widths of 20 million codes', pdfOfWidths(20_000_000)],
    ['8,000 rectangles and as many texts', pdfOfAreas(8000)],
  ])('is refused in the time of a harmless file: %s', async (_, file) => {
    const harmlessMs = await cpuMsOfAsync(() => outcomeOf(harmless(file.length)));

    let outcome: unknown;
    const ms = await cpuMsOfAsync(async () => {
      outcome = await outcomeOf(file);
    });

    expect(outcome).toBeInstanceOf(PdfTooComplex);
    expect(ms / harmlessMs).toBeLessThan(maxRatio);
  });

  it.each([
    ['a font of all 65,536 codes', pdfOfCodes(1)],
    ['forms eight levels deep', pdfOfForms({ depth: 8, times: 1 })],
    ['1,100 forms', pdfOfForms({ depth: 3, times: 10 })],
    ['widths of all 65,536 codes', pdfOfWidths(65_535)],
    ['500 rectangles and as many texts', pdfOfAreas(500)],
  ])('is read up to the limits: %s', async (_, file) => {
    expect(await outcomeOf(file)).toContainEqual({ page: 1, cells: ['MD5: 0'] });
  });
});

describe('the work of a PDF', () => {
  it('has a limit of drawn contents a page, and of their depth', () => {
    const work = new PdfWork();
    for (let page = 0; page < 2; page += 1) {
      work.beginPage();
      for (let drawn = 0; drawn < 10_000; drawn += 1) work.draw();
    }

    expect(work.isExceeded).toBe(false);
    expect(work.draw()).toBe(false);
    expect(new PdfWork().draw({}, 9)).toBe(false);
  });

  it('has a limit of codes a map and a file', () => {
    const [work, map] = [new PdfWork(), {}];

    expect([work.addCodes(0, 65_535, map), work.addCodes(5, 4, map), work.addCodes(0, 65_535, {})]).toEqual([
      true,
      true,
      true,
    ]);
    expect(work.addCodes(0, 0, map)).toBe(false);
    expect(new PdfWork().addCodes(0, 4_194_304)).toBe(false);
  });

  it('has a limit of operators, and of bytes that are drawn from the file itself', () => {
    const work = new PdfWork();
    const run = (): void => {
      for (let operators = 0; operators <= 4_000_000; operators += 1) work.operate();
    };

    expect(run).toThrow(PdfTooComplex);
    expect(new PdfWork().draw({ start: 0, end: 33_554_433 })).toBe(false);
  });
});
