import { workbookOf, workbookType, type GivenCell } from '../support/workbooks.js';

/** Spreadsheet of a clerk, as a file to send. */
export interface Spreadsheet {
  readonly type: string;
  readonly file: string | Uint8Array;
}

/** Returns a spreadsheet saved as CSV. Cells with the separator or a line break are in quotation marks. */
export function csvOf(rows: readonly (readonly string[])[], separator = ','): Spreadsheet {
  const cellOf = (cell: string): string =>
    /["\n]/.test(cell) || cell.includes(separator) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return { type: 'text/csv', file: rows.map((row) => row.map(cellOf).join(separator)).join('\r\n') };
}

/** Returns a spreadsheet saved as a workbook, with merged cells such as `A2:A5`. */
export function xlsxOf(rows: readonly (readonly GivenCell[])[], ...merged: readonly string[]): Spreadsheet {
  const cells = rows.map((row, r) =>
    row.map((cell, column) => (cell === '' ? { xml: `<c r="${String.fromCharCode(65 + column)}${r + 1}"/>` } : cell)),
  );
  const list = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return { type: workbookType, file: workbookOf({ rows: cells, ...(list === '' ? {} : { merged: list }) }) };
}
