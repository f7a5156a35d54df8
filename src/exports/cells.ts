import { stringify } from 'csv-stringify/sync';
import type { Row } from './exported.js';

/** What a spreadsheet takes for the beginning of a formula, in full width too, and what it skips before one. */
const formula = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n\0]/u;

/** A text that no spreadsheet calculates: an apostrophe before what could begin a formula. */
export function harmless(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/**
 * Returns rows as lines of CSV, as RFC 4180 has it. What is counted is a number; all else is text, and made harmless: the library's own
 * guard lets a formula behind a space through.
 */
export function csvLines(rows: readonly Row[]): string {
  return stringify([...rows] as Row[], {
    record_delimiter: '\r\n',
    // It would leave a single return or line feed unquoted.
    quoted_match: /[\r\n]/,
    cast: { string: harmless },
  });
}
