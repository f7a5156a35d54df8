import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { IdPipe } from '../http/id.pipe.js';
import { NotFound } from '../http/problems.js';
import { isId, newId } from './ids.js';

/** Creates an id at a given time. Ids use the system clock, which only this test stops. */
function idAt(time: number): string {
  jest.spyOn(Date, 'now').mockReturnValue(time);
  return newId();
}

const timeOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

describe('a new id', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('is a UUID of version 7 and the variant of RFC 9562', () => {
    for (let made = 0; made < 1000; made += 1) {
      expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  it('contains the time of its creation', () => {
    const time = Date.now() + 60_000;

    expect(timeOf(idAt(time))).toBe(time);
  });

  it('is greater than the previous one, also within a millisecond, after counter overflow and with a clock set back', () => {
    const time = Date.now() + 120_000;
    const ids = [
      ...Array.from({ length: 10_000 }, () => idAt(time)),
      ...Array.from({ length: 1000 }, () => idAt(time - 5000)),
      idAt(time + 1000),
    ];

    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(timeOf(ids.at(-1) ?? '')).toBe(time + 1000);
  });
});

describe('the id in a path', () => {
  const pipe = new IdPipe();

  it('is accepted in either case and converted to lower case', () => {
    expect(pipe.transform('0190AAAA-0000-7000-8000-00000000000F')).toBe('0190aaaa-0000-7000-8000-00000000000f');
    expect(isId(newId())).toBe(true);
  });

  it.each([
    '',
    '1',
    'x'.repeat(36),
    '0190aaaa00007000800000000000000f',
    '0190aaaa-0000-7000-8000-00000000000f\n',
    '\0',
    '%00',
    undefined,
    null,
    5,
    {},
  ])('is not found when it is %j', (value) => {
    expect(() => pipe.transform(value)).toThrow(NotFound);
  });
});
