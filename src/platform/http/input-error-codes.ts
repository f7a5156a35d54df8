/** Kinds of faults of an input field. A client has its own words for each, and falls back on the detail for `invalid`. */
export const inputErrorCodes = [
  'required',
  'notAllowed',
  'unknownField',
  'wrongType',
  'wrongFormat',
  'notInList',
  'outOfRange',
  'tooShort',
  'tooLong',
  'tooFew',
  'tooMany',
  'characters',
  'holdsFile',
  'namesChild',
  'future',
  'notFuture',
  'past',
  'tooEarly',
  'tooLate',
  'repeated',
  'taken',
  'notAccessible',
  'invalidIdentifier',
  'invalid',
  'nibrs.205',
  'nibrs.207',
  'nibrs.219',
  'nibrs.220',
  'nibrs.256',
  'nibrs.481',
  'nibrs.652',
  'nibrs.653',
] as const;
export type InputErrorCode = (typeof inputErrorCodes)[number];

/** Limits and accepted values of a faulty field, as far as its code has them. */
export interface InputErrorParams {
  /** Minimum of a number, of a length in characters, or of a number of items. */
  readonly min?: number;
  /** Maximum of a number, of a length in characters or bytes, or of a number of items. */
  readonly max?: number;
  /** Accepted values of `notInList`. */
  readonly values?: readonly string[];
  /**
   * Example of the format.
   * @example 2018-03-01
   */
  readonly example?: string;
}

export interface CodedFault {
  readonly code: InputErrorCode;
  readonly params: InputErrorParams;
}

/**
 * Wording of each code, the most specific first, so that no check states its code a second time. A named group is a
 * parameter.
 */
const wordings: readonly (readonly [InputErrorCode, RegExp])[] = [
  ['namesChild', /identity of a child|name of a child/],
  ['notAccessible', /does not exist or is not accessible/],
  ['unknownField', /^(?:is not a known field|has an unknown field)$/],
  ['notInList', /^(?:each value )?(?:in \w+ )?must be one of the following values: (?<values>.+)$/],
  ['notInList', /^must be the two-letter postal code\b/],
  ['outOfRange', /^must be a whole number from (?<min>-?\d+) to (?<max>-?\d+)$/],
  ['tooLong', /^(?:each )?must be at most (?<max>\d+) (?:characters|bytes) long\b/],
  ['tooShort', /^(?:each )?must be at least (?<min>\d+) characters long$/],
  ['tooMany', /^must hold at most (?<max>\d+)\b/],
  ['tooFew', /^must hold at least (?<min>\d+)\b/],
  ['tooShort', /^(?:each )?must not be empty$/],
  ['holdsFile', /must not hold a picture or another file/],
  ['characters', /must not hold (?:control characters|an unpaired surrogate|characters that turn|the character NUL)/],
  ['repeated', /must not hold duplicates|must not be repeated|is there more than once|\btwice\b/],
  ['taken', /^(?:is already taken|has already been received)/],
  ['future', /^must not be in the future/],
  ['notFuture', /^must be in the future/],
  ['past', /^must not be in the past/],
  ['tooEarly', /^must (?:not be before|be after)\b/],
  ['tooLate', /^must (?:not be after|be before)\b|^is more than .+ away$/],
  ['invalidIdentifier', /^is not a (?:valid identifier of this kind$|telephone number:)/],
  ['wrongFormat', /^must be (?:a|an) (?:day|time|month|period|time zone|network) such as (?<example>\S+)/],
  ['wrongFormat', /^must be (?:a UUID|an email|a two-letter|a valid)|^each value .*must be a UUID$/],
  ['wrongType', /^(?:each )?must be (?:text|a list|an object|true or false|a boolean|a string|an array)/],
  ['wrongType', /^must hold (?:objects|ids) only$/],
  ['required', /^must (?:be set|name |give )|^is (?:required|missing)\b/],
  ['notAllowed', /^must (?:not be (?:set|combined)|be (?:null|empty))\b|must not be set$/],
];

/** Returns the code and the limits of a fault by its wording. */
export function codeOf(detail: string): CodedFault {
  for (const [code, wording] of wordings) {
    const match = wording.exec(detail);
    if (match) return { code, params: toParams(match.groups ?? {}) };
  }
  return { code: 'invalid', params: {} };
}

function toParams({ min, max, values, example }: Readonly<Record<string, string | undefined>>): InputErrorParams {
  return {
    ...(min === undefined ? {} : { min: Number(min) }),
    ...(max === undefined ? {} : { max: Number(max) }),
    ...(values === undefined ? {} : { values: values.split(/, ?/) }),
    ...(example === undefined ? {} : { example: example.replace(/,$/, '') }),
  };
}
