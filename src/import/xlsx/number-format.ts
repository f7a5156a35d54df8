/** How a number is shown that a workbook keeps: as a day, a time of day, both, or with so many digits at least. */
export interface NumberFormat {
  readonly hasDay: boolean;
  readonly hasTime: boolean;
  /** 1 unless the format is of zeros alone, as those of numbers that are no amounts are. */
  readonly digits: number;
}

export const plain: NumberFormat = { hasDay: false, hasTime: false, digits: 1 };
const day: NumberFormat = { ...plain, hasDay: true };
const time: NumberFormat = { ...plain, hasTime: true };

/** Those that are known by their number alone (ECMA-376 18.8.30). */
export function formatNumbered(id: number): NumberFormat {
  if (id >= 14 && id <= 17) return day;
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return time;
  return id === 22 ? { ...plain, hasDay: true, hasTime: true } : plain;
}

const longestCode = 255;
/** What is written as it stands, and what is only colour, language or condition. */
const quoted = /"[^"]*"|\\.|[_*]./gs;
const elapsed = /\[(?:h+|m+|s+)\]/i;
const bracketed = /\[[^\]]*\]/g;

/** Reads a format as somebody has written it. An `m` is of minutes where hours or seconds stand beside it. */
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
