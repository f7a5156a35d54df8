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

export const plain: NumberFormat = { hasDay: false, hasTime: false, digits: 1 };
const day: NumberFormat = { ...plain, hasDay: true };
const time: NumberFormat = { ...plain, hasTime: true };

/** Returns the built-in format of a number (ECMA-376 18.8.30). */
export function formatNumbered(id: number): NumberFormat {
  if (id >= 14 && id <= 17) return day;
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return time;
  return id === 22 ? { ...plain, hasDay: true, hasTime: true } : plain;
}

const longestCode = 255;
/** Literal texts of a format. Brackets contain elapsed time, a colour, a language or a condition. */
const quoted = /"[^"]*"|\\.|[_*]./gs;
const elapsed = /\[(?:h+|m+|s+)\]/i;
const bracketed = /\[[^\]]*\]/g;

/** Parses a custom format. An `m` next to hours or seconds means minutes. */
export function formatWritten(code: string): NumberFormat {
  if (code.length > longestCode) return plain;
  const [first = ''] = code.replaceAll(quoted, '').split(';');
  if (/^0+$/.test(first)) return { ...plain, digits: first.length };
  const isElapsed = elapsed.test(first);
  const bare = first
    .replaceAll(bracketed, '')
    .toLowerCase()
    .replaceAll(/general|am\/pm|a\/p/g, '');
  const withoutMinutes = bare.replaceAll(/(h[^a-z]*)m+/g, '$1').replaceAll(/m+([^a-z]*s)/g, '$1');
  return {
    ...plain,
    hasDay: /[ydm]/.test(isElapsed ? withoutMinutes.replaceAll('m', '') : withoutMinutes),
    hasTime: isElapsed || /[hs]/.test(bare),
  };
}
