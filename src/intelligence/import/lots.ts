import type { FileRow } from './file-row.js';

/**
 * Number of record rows in a chunk. Each takes some ten statements and locks its complaint until the end of the
 * transaction.
 */
export const rowsOfARecordLot = 100;

/** Limit of the characters in a chunk, because a chunk waits in memory. */
const charactersOfALot = 2_000_000;

/** Groups rows into chunks of at most `most` rows. */
export async function* inLots(
  rows: AsyncIterable<FileRow>,
  most: number,
): AsyncGenerator<readonly FileRow[], void, undefined> {
  let lot: FileRow[] = [];
  let characters = 0;
  for await (const row of rows) {
    lot.push(row);
    characters += row.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (lot.length < most && characters < charactersOfALot) continue;
    yield lot;
    lot = [];
    characters = 0;
  }
  if (lot.length > 0) yield lot;
}
