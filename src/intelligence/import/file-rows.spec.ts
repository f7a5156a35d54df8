import { Readable } from 'node:stream';
import { describe, expect, it, jest } from '@jest/globals';
import { InvalidInput } from '../../platform/http/problems.js';
import { readers } from './file-rows.js';
import { firstRowIsHead } from './head-row.js';

/** File without an end, which counts the bytes read from it. */
class Endless {
  bytes = 0;

  constructor(
    private readonly start: string,
    private readonly most: number,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, undefined> {
    yield Buffer.from(this.start);
    for (const piece = Buffer.alloc(65_536, 'x'); this.bytes < this.most; this.bytes += piece.length) {
      await new Promise(setImmediate);
      yield piece;
    }
  }
}

async function read(format: 'csv' | 'ndjson', file: AsyncIterable<Buffer>): Promise<number> {
  const { rows } = await readers[format](file, {
    columns: ['narrative'],
    leavesOutOther: true,
    head: firstRowIsHead,
  });
  let count = 0;
  for await (const { cells } of rows) count += cells.length;
  return count;
}

describe('a text file without an end', () => {
  it.each([
    ['csv', 'a line', 'source,narrative\npublic_complaint,'],
    ['csv', 'a line of headings', 'source,'],
    ['csv', 'a cell in quotation marks', 'source,narrative\npublic_complaint,"'],
    ['ndjson', 'a line', '{"narrative":"'],
  ] as const)('is rejected early: %s, %s', async (format, _, start) => {
    const file = new Endless(start, 70_000_000);

    await expect(read(format, file)).rejects.toThrow(InvalidInput);
    expect(file.bytes).toBeLessThan(2_000_000);
  });

  it('is streamed by rows, without keeping them in memory', async () => {
    const row = `{"narrative":"${'x'.repeat(200_000)}"}\n`;
    async function* long(): AsyncGenerator<Buffer, void, undefined> {
      for (let n = 0; n < 350; n += 1) {
        await new Promise(setImmediate);
        yield Buffer.from(row);
      }
    }
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);

    expect(await read('ndjson', long())).toBe(350);
    clearInterval(watch);
    expect(most - before).toBeLessThan(60_000_000);
  });

  it.each([
    ['csv', 'line breaks', 'source,narrative\n', '\n'],
    ['ndjson', 'line breaks', '', '\n'],
  ] as const)('counts empty rows: %s of %s', async (format, _, start, row) => {
    const rows = async (count: number): Promise<number> => {
      const file = [
        Buffer.from(start),
        ...Array.from({ length: count / 10_000 }, () => Buffer.from(row.repeat(10_000))),
      ];
      return read(format, Readable.from(file) as AsyncIterable<Buffer>);
    };

    await expect(rows(2_010_000)).rejects.toThrow(InvalidInput);
  });

  it('creates no Error for a short row, which would be slow', async () => {
    const errors = jest.spyOn(Error, 'captureStackTrace');
    try {
      const file = Buffer.from(`a,b,c\n${'1\n'.repeat(30_000)}`);
      expect(await read('csv', Readable.from([file]) as AsyncIterable<Buffer>)).toBe(30_000);
      expect(errors).not.toHaveBeenCalled();
    } finally {
      errors.mockRestore();
    }
  });

  it('joins the parts of a line once', async () => {
    const file = Buffer.from(`{"narrative":"${'x'.repeat(200_000)}"}\n{"narrative":"y"}\n`);
    const parts = Array.from(file, (_, at) => file.subarray(at, at + 1));

    expect(await read('ndjson', Readable.from(parts) as AsyncIterable<Buffer>)).toBe(2);
  });
});
