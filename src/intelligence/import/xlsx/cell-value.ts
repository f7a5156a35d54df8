import { RefusedFile } from '../../../platform/files/refused-file.js';
import type { ReadCell } from '../read-cell.js';
import { plain } from './number-format.js';
import { numberIn, numberText } from './number-text.js';
import { serialText } from './serial-time.js';
import type { SharedStrings } from './shared-strings.js';
import type { Styles } from './styles.js';
import { unescaped } from './text-runs.js';

/** Workbook data for parsing cells. */
export interface CellRules {
  readonly strings: SharedStrings;
  readonly styles: Styles;
  readonly is1904: boolean;
}

/** Cell as stored in its sheet. */
export interface KeptCell {
  /** Type of the value (ECMA-376 18.18.11); a number by default. */
  readonly type: string;
  readonly style: string;
  readonly value: string;
}

/** Returns the text of a cell, or its fault. */
export function cellValue({ type, style, value }: KeptCell, rules: CellRules): ReadCell {
  switch (type) {
    case 's':
      return { value: sharedText(value, rules.strings) };
    case 'str':
    case 'inlineStr':
      return { value: unescaped(value) };
    case 'b':
      return { value: value === '1' || value === 'true' ? 'true' : 'false' };
    case 'd':
      return { value };
    case 'e':
      return { fault: 'holds an error value' };
    case 'n':
      return value === '' ? { value } : number(value, style, rules);
    default:
      throw new RefusedFile('not-fit', 'has a cell of an unknown type');
  }
}

function number(kept: string, style: string, { styles, is1904 }: CellRules): ReadCell {
  const value = numberIn(kept);
  if (value === null) return { fault: 'holds an invalid number' };
  const format = styles[Number(style)] ?? plain;
  return format.hasDay || format.hasTime ? serialText(value, format, is1904) : numberText(value, format.digits);
}

function sharedText(index: string, strings: SharedStrings): string {
  const text = /^\s*\d{1,7}\s*$/.test(index) ? strings.at(Number(index)) : null;
  if (text === null) throw new RefusedFile('not-fit', 'has a cell that refers to a missing text');
  return text;
}
