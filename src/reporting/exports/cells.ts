import { stringify } from 'csv-stringify/sync';
import type { Row } from './export-document.js';

/**
 * Characters that spreadsheets read as the beginning of a formula, also in full width, and characters that they skip
 * before one.
 */
const formulaStart = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n\0]/u;

/** Escapes a text that a spreadsheet would calculate, by an apostrophe in front. */
export function escapeFormula(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

/**
 * Returns rows as lines of CSV (RFC 4180): numbers and escaped texts. The library's own guard misses a formula after a space.
 */
export function formatCsvLines(rows: readonly Row[]): string {
  return stringify([...rows] as Row[], {
    record_delimiter: '\r\n',
    // By default the library leaves a single carriage return or line feed unquoted.
    quoted_match: /[\r\n]/,
    cast: { string: escapeFormula },
  });
}
