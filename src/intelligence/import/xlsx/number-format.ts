/** Digits of a number that is no amount, such as a case number, between texts. Null is the place of a digit. */
export type DigitMask = readonly (string | null)[];

/** Display format of a stored number: a day, a time of day, both, or digits between texts. */
export interface NumberFormat {
  readonly hasDay: boolean;
  readonly hasTime: boolean;
  /** Null for an amount, which has its digits alone. */
  readonly mask: DigitMask | null;
}

export const generalFormat: NumberFormat = { hasDay: false, hasTime: false, mask: null };
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
  const mask = parseMask(code);
  if (mask !== null) return { ...generalFormat, mask };
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

const sectionPattern = /^(?:"[^"]*"|\\.|[^;"\\])*/s;
/** Parts of a section: texts, spaces and fillings, colors and languages, signs that are shown as they are, places of digits, and others. */
const partPattern = /"([^"]*)"|\\(.)|[_*].|\[(?:\$-[^\]]*|[a-z]+\d*)\]|([-+/(): ])|(0)|(.)/gis;

/** Parses a format of zeros and texts, such as `"NE-"0000`. One zero without a text before it is an amount with its unit. */
function parseMask(code: string): DigitMask | null {
  const mask: (string | null)[] = [];
  for (const [, quoted, escaped, sign, place, other] of (sectionPattern.exec(code)?.[0] ?? '').matchAll(partPattern)) {
    if (other !== undefined) return null;
    const text = quoted ?? escaped ?? sign;
    if (place !== undefined || text !== undefined) mask.push(text ?? null);
  }
  const places = mask.filter((part) => part === null).length;
  return places > 1 || (places === 1 && mask[0] !== null) ? mask : null;
}
