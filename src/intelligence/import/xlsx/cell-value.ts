import { RefusedFile } from '../../../platform/files/refused-file.js';
import type { ParsedCell } from '../parsed-cell.js';
import { generalFormat } from './number-format.js';
import { parseNumber, formatNumber } from './number-text.js';
import { formatSerialTime } from './serial-time.js';
import type { SharedStrings } from './shared-strings.js';
import type { Styles } from './styles.js';
import { unescapeText } from './text-runs.js';

export interface CellRules {
  readonly strings: SharedStrings;
  readonly styles: Styles;
  readonly is1904: boolean;
}

export interface StoredCell {
  /** Type of the value (ECMA-376 18.18.11); a number by default. */
  readonly type: string;
  readonly style: string;
  readonly value: string;
}

/** Returns the text of a cell, or its fault. */
export function parseCellValue({ type, style, value }: StoredCell, rules: CellRules): ParsedCell {
  switch (type) {
    case 's':
      return { value: readSharedText(value, rules.strings) };
    case 'str':
    case 'inlineStr':
      return { value: unescapeText(value) };
    case 'b':
      return { value: value === '1' || value === 'true' ? 'true' : 'false' };
    case 'd':
      return { value };
    case 'e':
      return { fault: 'holds an error value' };
    case 'n':
      return value === '' ? { value } : parseNumberCell(value, style, rules);
    default:
      throw new RefusedFile('not-fit', 'has a cell of an unknown type');
  }
}

function parseNumberCell(stored: string, style: string, { styles, is1904 }: CellRules): ParsedCell {
  const value = parseNumber(stored);
  if (value === null) return { fault: 'holds an invalid number' };
  const format = styles[Number(style)] ?? generalFormat;
  return format.hasDay || format.hasTime ? formatSerialTime(value, format, is1904) : formatNumber(value, format.mask);
}

function readSharedText(index: string, strings: SharedStrings): string {
  const text = /^\s*\d{1,7}\s*$/.test(index) ? strings.get(Number(index)) : null;
  if (text === null) throw new RefusedFile('not-fit', 'has a cell that refers to a missing text');
  return text;
}
