import type { ParsedCell } from '../parsed-cell.js';
import type { DigitMask } from './number-format.js';

const pattern = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const maxLength = 40;
/** From this number on a workbook does not store each typed digit. */
const firstInexact = 1e15;

/** Parses the stored number of a cell, in any notation; null for anything else. */
export function parseNumber(stored: string): number | null {
  return stored.length <= maxLength && pattern.test(stored) ? Number(stored) : null;
}

/** Formats a number with all digits and without an exponent, because it may be an identifier. A whole one has the texts of its mask. */
export function formatNumber(number: number, mask: DigitMask | null): ParsedCell {
  if (Math.abs(number) >= firstInexact) {
    return { fault: 'holds a number of more than 15 digits, of which a workbook stores 15: enter it as text' };
  }
  if (Number.isInteger(number)) {
    const digits = String(Math.abs(number));
    return { value: `${number < 0 ? '-' : ''}${mask === null ? digits : applyMask(digits, mask)}` };
  }
  const short = String(Number(number.toPrecision(15)));
  return { value: short.includes('e') ? number.toFixed(20).replace(/\.?0+$/, '') : short };
}

/** Sets the digits in their places, as from the right: the first place has all that are left over. */
function applyMask(digits: string, mask: DigitMask): string {
  const places = mask.filter((part) => part === null).length;
  const shown = digits.padStart(places, '0');
  let next = 0;
  const parts = mask.map((part) => {
    if (part !== null) return part;
    const from = next;
    next += from === 0 ? shown.length - places + 1 : 1;
    return shown.slice(from, next);
  });
  return parts.join('');
}
