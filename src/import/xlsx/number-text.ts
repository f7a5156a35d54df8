import type { ReadCell } from '../read-cell.js';

const pattern = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const longest = 40;
/** From here on a workbook has no longer kept each digit that was typed. */
const firstInexact = 1e15;

/** The number that a cell keeps, whatever way it is written there; null for what is none. */
export function numberIn(kept: string): number | null {
  return kept.length <= longest && pattern.test(kept) ? Number(kept) : null;
}

/** A number as its digits, never with an exponent: what it names is known by them. */
export function numberText(number: number, digits: number): ReadCell {
  if (Math.abs(number) >= firstInexact) {
    return { fault: 'holds a number of more than 15 digits, of which a workbook keeps 15: write it as text' };
  }
  if (Number.isInteger(number)) {
    return { value: `${number < 0 ? '-' : ''}${String(Math.abs(number)).padStart(digits, '0')}` };
  }
  const short = String(Number(number.toPrecision(15)));
  return { value: short.includes('e') ? number.toFixed(20).replace(/\.?0+$/, '') : short };
}
