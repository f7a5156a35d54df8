import type { RowFault } from './row-fault.js';

/** What is wrong with a file, a line for each fault: words of ours and numbers, in which nothing needs quoting but commas. */
export async function* faultFile(lots: AsyncIterable<readonly RowFault[]>): AsyncGenerator<Buffer, void, undefined> {
  yield Buffer.from('row,column,fault\r\n');
  for await (const lot of lots) {
    yield Buffer.from(
      lot.map(({ row, column, detail }) => `${row},${column},"${detail.replaceAll('"', '""')}"\r\n`).join(''),
    );
  }
}
