import { createHash } from 'node:crypto';
import type { Exported } from './exported.js';

/**
 * Writes a document as one JSON object: definition, columns, rows and trailer. The trailer has the number of rows and
 * the SHA-256 of all bytes before `,"trailer"`. An aborted file is not valid JSON.
 */
export async function* jsonOf(document: Exported): AsyncGenerator<Buffer, void, undefined> {
  const { title, marking, definition, columns } = document;
  const sum = createHash('sha256');
  const summed = (text: string): Buffer => {
    const bytes = Buffer.from(text);
    sum.update(bytes);
    return bytes;
  };
  yield summed(`${JSON.stringify({ title, marking, definition, columns }).slice(0, -1)},"rows":[`);
  let count = 0;
  for await (const lot of document.rows) {
    const rows = lot.map((row) =>
      JSON.stringify(Object.fromEntries(columns.map(({ key }, at) => [key, row[at] ?? null]))),
    );
    yield summed(`${count > 0 ? ',' : ''}\n${rows.join(',\n')}`);
    count += lot.length;
  }
  yield summed('\n]');
  yield Buffer.from(`,"trailer":${JSON.stringify({ rows: count, sha256: sum.digest('hex') })}}\n`);
}
