import { createHash } from 'node:crypto';
import { formatCsvLines } from './cells.js';
import type { ExportDocument, Row } from './export-document.js';

/** Excel reads a file without it in the code page of its machine, which corrupts every name that is not ASCII. */
const byteOrderMark = '\uFEFF';

/**
 * Writes a document as CSV: definition lines with `#`, column names, rows. A file without the last line, `# rows,<number>,sha256,<hash of
 * all bytes before this line>`, is incomplete.
 */
export async function* writeCsv(document: ExportDocument): AsyncGenerator<Buffer, void, undefined> {
  const sum = createHash('sha256');
  const heading = document.columns.map(({ key }) => key);
  const head = Buffer.from(byteOrderMark + formatCsvLines([...toRemarks(document), heading]));
  sum.update(head);
  yield head;
  let count = 0;
  for await (const batch of document.rows) {
    const lines = Buffer.from(formatCsvLines(batch));
    count += batch.length;
    sum.update(lines);
    yield lines;
  }
  yield Buffer.from(formatCsvLines([['# rows', count, 'sha256', sum.digest('hex')]]));
}

/** Returns the definition with one line per entry, whatever its text contains. */
function toRemarks({ title, marking, definition }: ExportDocument): Row[] {
  const entries = [{ name: 'title', value: title }, { name: 'marking', value: marking }, ...definition];
  return entries.map(({ name, value }) => [`# ${name}`, value.replaceAll(/\s+/g, ' ')]);
}
