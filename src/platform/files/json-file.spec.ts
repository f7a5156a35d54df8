import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseJsonFile } from './json-file.js';
import { RefusedFile } from './refused-file.js';

const mark = Buffer.of(0xef, 0xbb, 0xbf);

function faultOf(bytes: Buffer, most = 10_000): string | null {
  try {
    parseJsonFile(bytes, most);
    return null;
  } catch (refused) {
    if (!(refused instanceof RefusedFile)) throw refused;
    return `${refused.fault} ${refused.error.pointer}`;
  }
}

describe('a JSON file', () => {
  it('is read with and without a byte order mark', () => {
    expect(parseJsonFile(Buffer.from('{"a":"ü"}'), 100)).toEqual({ a: 'ü' });
    expect(parseJsonFile(Buffer.concat([mark, Buffer.from('{"a":"ü"}')]), 100)).toEqual({ a: 'ü' });
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'empty #'],
    ['only a byte order mark', mark, 'empty #'],
    ['UTF-16 little-endian', Buffer.from('\uFEFF{"a":1}', 'utf16le'), 'utf-16 #'],
    ['UTF-16 big-endian', Buffer.from('\uFEFF{"a":1}', 'utf16le').swap16(), 'utf-16 #'],
    ['UTF-16 without byte order mark', Buffer.from('{"a":1}', 'utf16le'), 'utf-16 #'],
    ['UTF-32', Buffer.of(0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0), 'utf-32 #'],
    ['Latin 1', Buffer.from('{"a":"ü"}', 'latin1'), 'not-utf-8 #'],
    ['half a file', Buffer.from('{"a":'), 'not-json #'],
    ['an unterminated string', Buffer.from('{"a":"\\'), 'not-json #'],
    ['a list', Buffer.from('[{}]'), 'not-json #'],
    ['a number', Buffer.from('5'), 'not-json #'],
    ['a duplicate key', Buffer.from('{"a":{"b":1,"b":2}}'), 'not-fit #/a/b'],
    ['a key of Object.prototype', Buffer.from('{"a":{"__proto__":{"b":1}}}'), 'not-fit #/a/__proto__'],
    ['a NUL', Buffer.from('{"a":"\\u0000"}'), 'not-fit #/a'],
    ['an unpaired surrogate', Buffer.from('{"a":"\\ud800"}'), 'not-fit #/a'],
    ['a million nesting levels', Buffer.from(`{"a":${'['.repeat(1_000_000)}`), 'too-deep #'],
  ])('is rejected with its fault: %s', (_, bytes, fault) => {
    expect(faultOf(bytes, 2_000_000)).toBe(fault);
  });

  it('is rejected above the maximum size', () => {
    expect(faultOf(Buffer.from('{"a":1}'), 7)).toBeNull();
    expect(faultOf(Buffer.from('{"a":1}'), 6)).toBe('too-large #');
  });

  it.each([
    ['8812000417123456789', '8812000417123456789'],
    ['-8812000417123456789', '-8812000417123456789'],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', '9007199254740992'],
    ['"8812000417123456789"', '8812000417123456789'],
    ['"a \\" 8812000417123456789"', 'a " 8812000417123456789'],
  ])('keeps the digits of a whole number that is too long for a number: %s', (written, value) => {
    const { a } = parseJsonFile(Buffer.from(`{"a":${written},"b":[1]}`), 1000);

    expect(a).toBe(value);
  });

  it.each(['8812000417123456789.5', '881200041712345678e1', '0.12345678901234567890'])(
    'reads another long number as a number: %s',
    (written) => {
      expect(parseJsonFile(Buffer.from(`{"a":${written}}`), 1000)).toEqual({ a: Number(written) });
    },
  );

  it('is read with a long number beside a text of five million escapes', () => {
    const written = `{"text":"${'\\n'.repeat(5_000_000)}","id":8812000417123456789}`;

    const { id } = parseJsonFile(Buffer.from(written), 16_000_000);

    expect(id).toBe('8812000417123456789');
  });

  it('may contain brackets in strings', () => {
    expect(faultOf(Buffer.from(JSON.stringify({ a: `\\"${'['.repeat(100)}` })))).toBeNull();
  });

  it('is read or rejected for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        faultOf(Buffer.from(bytes));
      }),
      { numRuns: 2000 },
    );
  });
});
