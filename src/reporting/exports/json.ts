import { createHash } from 'node:crypto';
import type { ExportDocument } from './export-document.js';

/**
 * Writes a document as one JSON object. Its trailer has the number of rows and the SHA-256 of all bytes before `,"trailer"`; an aborted
 * file is not valid JSON.
 */
export async function* writeJson(document: ExportDocument): AsyncGenerator<Buffer, void, undefined> {
  const { title, marking, definition, columns } = document;
  const sum = createHash('sha256');
  const addToHash = (text: string): Buffer => {
    const bytes = Buffer.from(text);
    sum.update(bytes);
    return bytes;
  };
  yield addToHash(`${JSON.stringify({ title, marking, definition, columns }).slice(0, -1)},"rows":[`);
  let count = 0;
  for await (const batch of document.rows) {
    const rows = batch.map((row) =>
      JSON.stringify(Object.fromEntries(columns.map(({ key }, index) => [key, row[index] ?? null]))),
    );
    yield addToHash(`${count > 0 ? ',' : ''}\n${rows.join(',\n')}`);
    count += batch.length;
  }
  yield addToHash('\n]');
  yield Buffer.from(`,"trailer":${JSON.stringify({ rows: count, sha256: sum.digest('hex') })}}\n`);
}
