import type { Column, Row, Value } from './exported.js';

/** What a spreadsheet takes for the beginning of a formula, in full width too, and what it skips before one. */
const formula = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n\0]/u;

/** A text that no spreadsheet calculates: an apostrophe before what could begin a formula. */
export function harmless(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** A line of CSV as RFC 4180 has it, without its end. What is counted is a number; all else is text, and made harmless. */
export function csvLine(values: Row, columns: readonly Column[]): string {
  return values.map((value, place) => csvCell(value, columns[place]?.kind)).join(',');
}

/** Letters, digits and what stands between words, the first of them no sign: a cell as it is. Most are, and are looked at once. */
const plain = /^[A-Za-z0-9][A-Za-z0-9 _;:./()-]*$/;

/** A text as a cell of CSV. */
export function csvText(text: string): string {
  if (plain.test(text)) return text;
  const safe = harmless(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvCell(value: Value, kind: Column['kind'] | undefined): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  return kind === 'day' ? value : csvText(value);
}
