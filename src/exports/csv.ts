import { createHash } from 'node:crypto';
import { csvLines } from './cells.js';
import type { Exported, Row } from './exported.js';

/** Excel takes a file without it for one in the code page of its machine, and spoils every name that is not ASCII. */
const byteOrderMark = '\uFEFF';

/**
 * What the document says of itself in lines that begin with `#`, the names of the columns, a line for each row, and last
 * `# rows,<how many>,sha256,<of all bytes before this line>`: without that line it is not all there.
 */
export async function* csvOf(document: Exported): AsyncGenerator<Buffer, void, undefined> {
  const sum = createHash('sha256');
  const heading = document.columns.map(({ key }) => key);
  const head = Buffer.from(byteOrderMark + csvLines([...remarksOf(document), heading]));
  sum.update(head);
  yield head;
  let count = 0;
  for await (const lot of document.rows) {
    const lines = Buffer.from(csvLines(lot));
    count += lot.length;
    sum.update(lines);
    yield lines;
  }
  yield Buffer.from(csvLines([['# rows', count, 'sha256', sum.digest('hex')]]));
}

/** A remark is one line, whatever was written into it. */
function remarksOf({ title, marking, definition }: Exported): Row[] {
  const said = [{ name: 'title', value: title }, { name: 'marking', value: marking }, ...definition];
  return said.map(({ name, value }) => [`# ${name}`, value.replaceAll(/\s+/g, ' ')]);
}
