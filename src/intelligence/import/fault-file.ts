import type { RowFault } from './row-fault.js';

const heading = 'row,column,fault,severity\r\n';

/**
 * Yields the faults of a file as CSV; of their fixed texts and numbers only commas need quotation marks. The heading comes with the first
 * faults, so a read that cannot begin yields nothing.
 */
export async function* toFaultCsv(chunks: AsyncIterable<readonly RowFault[]>): AsyncGenerator<Buffer, void, undefined> {
  let head = heading;
  for await (const chunk of chunks) {
    yield Buffer.from(head + chunk.map(toLine).join(''));
    head = '';
  }
  if (head !== '') yield Buffer.from(head);
}

function toLine({ row, column, detail, isWarning }: RowFault): string {
  return `${row},${column},"${detail.replaceAll('"', '""')}",${isWarning ? 'warning' : 'fault'}\r\n`;
}
