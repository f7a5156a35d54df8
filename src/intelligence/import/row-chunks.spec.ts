import { describe, expect, it } from '@jest/globals';
import type { FileRow } from './file-row.js';
import { splitIntoChunks } from './row-chunks.js';

async function sizes(rows: number, cell: string): Promise<number[]> {
  async function* all(): AsyncGenerator<FileRow, void, undefined> {
    await Promise.resolve();
    for (let row = 1; row <= rows; row += 1) yield { row, cells: ['', cell] };
  }
  const found: number[] = [];
  for await (const lot of splitIntoChunks(all(), 1000)) found.push(lot.length);
  return found;
}

describe('a batch of rows', () => {
  it('has the maximum number of rows, and the last has the rest', async () => {
    expect(await sizes(2500, 'x')).toEqual([1000, 1000, 500]);
    expect(await sizes(1000, 'x')).toEqual([1000]);
    expect(await sizes(0, 'x')).toEqual([]);
  });

  it('has fewer rows when they are long', async () => {
    expect(await sizes(25, 'x'.repeat(200_000))).toEqual([10, 10, 5]);
  });
});
