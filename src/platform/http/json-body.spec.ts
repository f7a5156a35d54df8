import { describe, expect, it } from '@jest/globals';
import { bodyLimit } from './json-body.js';
import { readJson } from './read-json.js';
import { maxDepth } from './json-scan.js';
import { bodyOf, Problem } from './problems.js';

const bytes = (text: string): Buffer => Buffer.from(text);

function refusal(body: Buffer): Record<string, unknown> {
  try {
    readJson(body);
  } catch (error) {
    if (error instanceof Problem) return bodyOf(error);
    throw error;
  }
  throw new Error('It was read.');
}

const at = (pointer: string, detail: string): object => ({ status: 400, errors: [{ pointer, detail }] });
const deep = (levels: number): string => `${'{"a":'.repeat(levels - 1)}[]${'}'.repeat(levels - 1)}`;

describe('a JSON body', () => {
  it.each([
    '{}',
    ' \r\n\t{ "a" : [ ] } \n',
    '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}',
    '{"a":"\\ud83d\\ude00 \\u0001 \\"b\\":\\\\"}',
    '{"a:\\"b":"{\\"a\\":1,\\"a\\":2}"}',
    '{"":1," ":2,"\\u0061b":3,"ab ":4}',
    '{"1":1,"0":0,"01":2,"-1":3}',
    '{"proto":1,"Constructor":2,"__proto":3}',
    '{"a":1e999,"b":-0,"c":[null,true,false]}',
    `{"a":${deep(maxDepth - 1)}}`,
  ])('is parsed as by JSON.parse: %s', (text) => {
    expect(readJson(bytes(text))).toEqual(JSON.parse(text));
  });

  it('must be JSON in UTF-8', () => {
    expect(refusal(bytes(''))).toMatchObject({ status: 400, detail: 'The body is empty.' });
    expect(refusal(bytes('{"a":'))).toMatchObject({ status: 400, detail: 'The body is not JSON.' });
    expect(refusal(bytes("{'a':1}"))).toMatchObject({ status: 400, detail: 'The body is not JSON.' });
    expect(refusal(bytes('{"a":1}{'))).toMatchObject({ status: 400, detail: 'The body is not JSON.' });
    expect(refusal(bytes('a=1&b=2'))).toMatchObject({ status: 400, detail: 'The body is not JSON.' });
    expect(refusal(bytes('\ufeff{}'))).toMatchObject({
      status: 400,
      detail: 'The body begins with a byte order mark.',
    });
    expect(refusal(Buffer.from('{"a":1}', 'utf16le'))).toMatchObject({ status: 400, detail: 'The body is not JSON.' });
  });

  it.each([
    ['a lone byte', [0x80]],
    ['an overlong NUL', [0xc0, 0x80]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a cut sequence', [0xe2, 0x82]],
    ['a code point beyond the maximum', [0xf4, 0x90, 0x80, 0x80]],
    ['a UTF-16 byte order mark', [0xff, 0xfe]],
  ])('is rejected with %s in it', (_, inside) => {
    const body = Buffer.concat([bytes('{"a":"'), Buffer.from(inside), bytes('"}')]);

    expect(refusal(body)).toMatchObject({ status: 400, detail: 'The body is not UTF-8.' });
  });

  it.each(['null', '5', '"text"', 'true', '[]', '[{"a":1}]'])('must be an object, and not %s', (text) => {
    expect(refusal(bytes(text))).toMatchObject({
      status: 422,
      errors: [{ pointer: '#', detail: 'must be an object' }],
    });
  });

  it(`may be nested ${maxDepth} levels deep`, () => {
    expect(readJson(bytes(deep(maxDepth)))).toBeDefined();
    expect(refusal(bytes(deep(maxDepth + 1)))).toMatchObject(
      at(`#${'/a'.repeat(maxDepth)}`, 'is nested deeper than 32 levels'),
    );
    expect(refusal(bytes(`{"name":${'['.repeat(5000)}${']'.repeat(5000)}}`))).toMatchObject({ status: 400 });
    expect(refusal(bytes('['.repeat(bodyLimit)))).toMatchObject({ status: 400, detail: 'The body is not JSON.' });
  });

  it.each([
    ['{"a":1,"a":1}', '#/a'],
    ['{"a":1,"b":{"c":[0,{"d":1,"e":2,"d":3}]}}', '#/b/c/1/d'],
    ['{"a":{},"b":1,"\\u0061":2}', '#/a'],
    ['{"x/y~z":1,"x/y~z":1}', '#/x~1y~0z'],
    ['{"a":"\\"a\\":1", "a" : 2}', '#/a'],
    [`{"${'k'.repeat(500)}":1,"${'k'.repeat(500)}":1}`, '#'],
    ['{"a":[{"b":1,"b":1}]}', '#/a/0/b'],
    ['{"":1,"":2}', '#/'],
  ])('is rejected with a duplicate key: %s', (text, pointer) => {
    expect(refusal(bytes(text))).toMatchObject(at(pointer, 'is there more than once'));
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__', '\\u005f_proto__'])(
    'is rejected with a key of Object.prototype: %s',
    (key) => {
      const name = JSON.parse(`"${key}"`) as string;

      expect(refusal(bytes(`{"${key}":1}`))).toMatchObject(at(`#/${name}`, 'is not a known field'));
      expect(refusal(bytes(`{"a":[0,{"${key}":{}}]}`))).toMatchObject(at(`#/a/1/${name}`, 'is not a known field'));
      expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
    },
  );

  it.each(['\\u0000', '\\ud800', '\\udc00', '\\udc00\\ud800', 'x\\uD83Dx', '\\ud83d\\ud83d\\ude00'])(
    'is rejected with an unpaired surrogate or NUL: %s',
    (escape) => {
      expect(refusal(bytes(`{"a":{"b":["x","${escape}"]}}`))).toMatchObject({
        status: 400,
        errors: [{ pointer: '#/a/b/1' }],
      });
      expect(refusal(bytes(`{"a":{"${escape}":1}}`))).toMatchObject(at('#/a', 'has a key that is not a text'));
    },
  );

  it('is never quoted in the error', () => {
    const secret = 'Jane-Doe';
    const bodies = [
      `{"a":"${secret}","a":"${secret}"}`,
      `{"a":"${secret}\\u0000"}`,
      `{"a":"${secret}"`,
      `"${secret}"`,
      `{"${secret.repeat(20)}":{"__proto__":"${secret}"}}`,
    ];

    for (const body of bodies) expect(JSON.stringify(refusal(bytes(body)))).not.toContain(secret);
  });

  it('is rejected exactly when it has a duplicate key, at any position', () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const names = ['a', 'b', 'a:b', 'q"', 'b\\', 'ü', '{', ',', ''];
    const value = (depth: number, twins: { left: number }): string => {
      if (depth > 4 || random(4) === 0) return JSON.stringify(['x":1,"a', 1, null, '\\"', true][random(5)]);
      const items = Array.from({ length: random(4) }, () => value(depth + 1, twins));
      if (random(3) === 0) return `[${items.join(' ,')}]`;
      const members = items.map((item, index) => `${JSON.stringify(names[(index + depth) % 9])}: ${item}`);
      if (members[0] !== undefined && twins.left > 0 && random(2) === 0) {
        twins.left -= 1;
        members.push(members[0]);
      }
      return `{ ${members.join(',')} }`;
    };

    let refused = 0;
    for (let round = 0; round < 3000; round += 1) {
      const twins = { left: round % 2 };
      const text = `{"root":${value(0, twins)}}`;
      if (round % 2 === 1 && twins.left === 0) {
        expect(refusal(bytes(text))).toMatchObject({ errors: [{ detail: 'is there more than once' }] });
        refused += 1;
      } else expect(readJson(bytes(text))).toEqual(JSON.parse(text));
    }

    expect(refused).toBeGreaterThan(300);
  });
});
