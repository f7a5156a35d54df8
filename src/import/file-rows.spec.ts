import { describe, expect, it } from '@jest/globals';
import { InvalidInput } from '../platform/http/problems.js';
import { readers } from './file-rows.js';

/** Counts what is asked of it. */
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
  const { rows } = await readers[format](file, ['narrative'], true);
  let count = 0;
  for await (const { cells } of rows) count += cells.length;
  return count;
}

describe('a file of text without an end', () => {
  it.each([
    ['csv', 'a line', 'source,narrative\npublic_complaint,'],
    ['csv', 'a line of headings', 'source,'],
    ['csv', 'a cell in quotation marks', 'source,narrative\npublic_complaint,"'],
    ['ndjson', 'a line', '{"narrative":"'],
  ] as const)('is given up early: %s, %s', async (format, _, start) => {
    const file = new Endless(start, 70_000_000);

    await expect(read(format, file)).rejects.toThrow(InvalidInput);
    expect(file.bytes).toBeLessThan(2_000_000);
  });

  it('is read on where its rows end, and its rows are let go of', async () => {
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
});
