import { faultOf, normalizeText, type TextRule } from '../../platform/validation/text.js';
import type { ParsedCell } from './parsed-cell.js';
import { parseLocalDay, parseLocalInstantOrDay, parseLocalInstantOrNoon } from './parse-date-time.js';

export interface Field {
  /** Other names of its column. Case, spaces and punctuation make no difference. */
  readonly aliases: readonly string[];
  readonly isRequired: boolean;
  /** Whether words such as `none` and `n/a` are an empty cell. */
  readonly isSparse?: boolean;
  /** Whether a cell that cannot be read is a warning, and its text stays in the narrative. Otherwise it is a fault of its row. */
  readonly isUnreadKept?: boolean;
  /** Parses a nonempty cell by the rules of a request. A time without an offset is in the time zone. */
  readonly parse: (cell: string, zone: string) => ParsedCell;
}

export type Fields = Readonly<Record<string, Field>>;

export function textParser(rule: TextRule): Field['parse'] {
  return (cell) => {
    const value = normalizeText(cell, rule);
    const fault = faultOf(value, rule);
    return fault === null ? { value } : { fault };
  };
}

/**
 * Number as a spreadsheet or a program saves a long one, `1.07311E+08`, `1e+08` or `107310001.0`, also with a decimal comma. It may
 * have lost digits. `1E5` has neither sign nor fraction, and may be a case number.
 */
const floatPattern = /^[+-]?(?:\d[.,]\d+[Ee]\+?\d{1,3}|\d[Ee]\+\d{1,3}|\d{5,}[.,]0*)$/;

/** Parser of a text that identifies a record or a person. A number with an exponent or a fraction is a fault. */
export function referenceParser(rule: TextRule): Field['parse'] {
  const parse = textParser(rule);
  return (cell, zone) =>
    floatPattern.test(cell)
      ? { fault: 'is a number with an exponent or a fraction: format the column as text, and enter each digit' }
      : parse(cell, zone);
}

export function enumParser(words: readonly string[], fault = `must be one of ${words.join(', ')}`): Field['parse'] {
  const known = new Set(words);
  return createParser((cell) => known.has(cell), fault);
}

/** Parser of an instant. A day alone is its noon, and marked. */
export const instantParser: Field['parse'] = parseLocalInstantOrNoon;

const firstLikelyYear = 1970;

/** Parser of the instant of an incident. In a file, one before 1970 is more often a mistyped century than a true time. */
export const incidentParser: Field['parse'] = (cell, zone) => {
  const parsed = parseLocalInstantOrNoon(cell, zone);
  return 'value' in parsed && new Date(parsed.value).getUTCFullYear() < firstLikelyYear
    ? { fault: `must not be before ${firstLikelyYear}: correct the century, or leave it if it is right` }
    : parsed;
};
export const instantOrDayParser: Field['parse'] = parseLocalInstantOrDay;
export const dayParser: Field['parse'] = parseLocalDay;

export function patternParser(pattern: RegExp, fault: string): Field['parse'] {
  return createParser((cell) => pattern.test(cell), fault);
}

/** Parser of a number of people, also with separators of thousands. */
export const countParser: Field['parse'] = (cell) => {
  const digits = /^\d{1,3}(?:,\d{3})+$/.test(cell) ? cell.replaceAll(',', '') : cell;
  return /^\d{1,7}$/.test(digits) ? { value: digits } : { fault: 'must be a whole number, without words' };
};

function createParser(isRight: (cell: string) => boolean, fault: string): Field['parse'] {
  return (cell) => (isRight(cell) ? { value: cell } : { fault });
}

export function requiredField(parse: Field['parse'], ...aliases: readonly string[]): Field {
  return { aliases, isRequired: true, parse };
}

/** Field that is often empty in a log, and then says so in a word. */
export function sparseField(parse: Field['parse'], ...aliases: readonly string[]): Field {
  return { ...optionalField(parse, ...aliases), isSparse: true };
}

/** Sparse field that a row can do without: a cell that cannot be read stays in the narrative. */
export function lenientField(parse: Field['parse'], ...aliases: readonly string[]): Field {
  return { ...sparseField(parse, ...aliases), isUnreadKept: true };
}

export function optionalField(parse: Field['parse'], ...aliases: readonly string[]): Field {
  return { aliases, isRequired: false, parse };
}
