import type { ParsedCell } from '../parsed-cell.js';

const pattern = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const maxLength = 40;
/** From this number on a workbook does not store each typed digit. */
const firstInexact = 1e15;

/** Parses the stored number of a cell, in any notation; null for anything else. */
export function parseNumber(stored: string): number | null {
  return stored.length <= maxLength && pattern.test(stored) ? Number(stored) : null;
}

/** Formats a number with all digits and without an exponent, because it may be an identifier. */
export function formatNumber(number: number, digits: number): ParsedCell {
  if (Math.abs(number) >= firstInexact) {
    return { fault: 'holds a number of more than 15 digits, of which a workbook stores 15: enter it as text' };
  }
  if (Number.isInteger(number)) {
    return { value: `${number < 0 ? '-' : ''}${String(Math.abs(number)).padStart(digits, '0')}` };
  }
  const short = String(Number(number.toPrecision(15)));
  return { value: short.includes('e') ? number.toFixed(20).replace(/\.?0+$/, '') : short };
}
