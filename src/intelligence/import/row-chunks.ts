import type { FileRow } from './file-row.js';

/**
 * Number of record rows in a chunk. Each takes some ten statements and locks its complaint until the end of the
 * transaction.
 */
export const recordChunkSize = 100;

/** Limit of the characters in a chunk, because a chunk waits in memory. */
const maxChunkCharacters = 2_000_000;

/** Groups rows into chunks of at most `most` rows. */
export async function* splitIntoChunks(
  rows: AsyncIterable<FileRow>,
  maxRows: number,
): AsyncGenerator<readonly FileRow[], void, undefined> {
  let chunk: FileRow[] = [];
  let characters = 0;
  for await (const row of rows) {
    chunk.push(row);
    characters += row.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (chunk.length < maxRows && characters < maxChunkCharacters) continue;
    yield chunk;
    chunk = [];
    characters = 0;
  }
  if (chunk.length > 0) yield chunk;
}
