/** Display format of a stored number: a day, a time of day, both, or a minimum number of digits. */
export interface NumberFormat {
  readonly hasDay: boolean;
  readonly hasTime: boolean;
  /**
   * Minimum number of digits: 1, or the number of zeros in a format of zeros only. Such formats are for numbers that
   * are not amounts.
   */
  readonly digits: number;
}

export const generalFormat: NumberFormat = { hasDay: false, hasTime: false, digits: 1 };
const day: NumberFormat = { ...generalFormat, hasDay: true };
const time: NumberFormat = { ...generalFormat, hasTime: true };

/** Returns the built-in format of a number (ECMA-376 18.8.30). */
export function findBuiltInFormat(id: number): NumberFormat {
  if (id >= 14 && id <= 17) return day;
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return time;
  return id === 22 ? { ...generalFormat, hasDay: true, hasTime: true } : generalFormat;
}

const maxCodeLength = 255;
/** Literal texts of a format. Brackets contain elapsed time, a colour, a language or a condition. */
const literalPattern = /"[^"]*"|\\.|[_*]./gs;
const elapsedTimePattern = /\[(?:h+|m+|s+)\]/i;
const bracketPattern = /\[[^\]]*\]/g;

/** Parses a custom format. An `m` next to hours or seconds means minutes. */
export function parseFormatCode(code: string): NumberFormat {
  if (code.length > maxCodeLength) return generalFormat;
  const [first = ''] = code.replaceAll(literalPattern, '').split(';');
  if (/^0+$/.test(first)) return { ...generalFormat, digits: first.length };
  const isElapsed = elapsedTimePattern.test(first);
  const letters = first
    .replaceAll(bracketPattern, '')
    .toLowerCase()
    .replaceAll(/general|am\/pm|a\/p/g, '');
  const withoutMinutes = letters.replaceAll(/(h[^a-z]*)m+/g, '$1').replaceAll(/m+([^a-z]*s)/g, '$1');
  return {
    ...generalFormat,
    hasDay: /[ydm]/.test(isElapsed ? withoutMinutes.replaceAll('m', '') : withoutMinutes),
    hasTime: isElapsed || /[hs]/.test(letters),
  };
}
