import { createHash } from 'node:crypto';
import { csvLine, csvText } from './cells.js';
import type { Exported } from './exported.js';

export const endOfLine = '\r\n';

/** Excel takes a file without it for one in the code page of its machine, and spoils every name that is not ASCII. */
const byteOrderMark = '\uFEFF';

/**
 * What the document says of itself in lines that begin with `#`, the names of the columns, a line for each row, and last
 * `# rows,<how many>,sha256,<of all bytes before this line>`: without that line it is not all there.
 */
export async function* csvOf(document: Exported): AsyncGenerator<Buffer, void, undefined> {
  const { columns } = document;
  const sum = createHash('sha256');
  const head = Buffer.from(
    `${byteOrderMark}${[...remarksOf(document), columns.map(({ key }) => key).join(',')].join(endOfLine)}${endOfLine}`,
  );
  sum.update(head);
  yield head;
  let count = 0;
  for await (const lot of document.rows) {
    const lines = Buffer.from(lot.map((row) => csvLine(row, columns) + endOfLine).join(''));
    count += lot.length;
    sum.update(lines);
    yield lines;
  }
  yield Buffer.from(`# rows,${count},sha256,${sum.digest('hex')}${endOfLine}`);
}

/** A remark is one line, whatever was written into it. */
function remarksOf({ title, marking, definition }: Exported): string[] {
  const said = [{ name: 'title', value: title }, { name: 'marking', value: marking }, ...definition];
  return said.map(({ name, value }) => `# ${name},${csvText(value.replaceAll(/\s+/g, ' '))}`);
}
