import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { parserOfTimestamps, type ParseText } from './parse-timestamp.js';

/** Parser of pg, which `data-source.ts` replaces. */
const parseOfPg = pg.types.getTypeParser(pg.types.builtins.TIMESTAMP) as ParseText;
const left: string[] = [];
const parse = parserOfTimestamps((text) => {
  left.push(text);
  return parseOfPg(text);
});

describe('parserOfTimestamps', () => {
  it('reads every millisecond as the ISO text of the instant', () => {
    const instants = Array.from({ length: 1000 }, (_, n) => new Date(Date.UTC(1971 + (n % 90), n, n, n, n, n, n)));

    const parsed = instants.map((instant) => parse(instant.toISOString().replace('T', ' ').replace('Z', '+00')));

    expect(parsed).toEqual(instants);
    expect(left).toEqual([]);
  });

  it.each([
    ['2026-03-01 16:30:00+00', '2026-03-01T16:30:00.000Z'],
    ['2026-03-01 16:30:00.1+00', '2026-03-01T16:30:00.100Z'],
    ['2026-03-01 16:30:00.12+00', '2026-03-01T16:30:00.120Z'],
    ['2026-03-01 16:30:00.123+00', '2026-03-01T16:30:00.123Z'],
    ['2026-03-01 16:30:00.123999+00', '2026-03-01T16:30:00.123Z'],
    ['1969-12-31 23:59:59.999+00', '1969-12-31T23:59:59.999Z'],
    ['9999-12-31 23:59:59.999+00', '9999-12-31T23:59:59.999Z'],
    ['2024-02-29 00:00:00+00', '2024-02-29T00:00:00.000Z'],
  ])('reads %s by position', (text, instant) => {
    left.length = 0;

    expect(parse(text)).toEqual(new Date(instant));
    expect(left).toEqual([]);
  });

  it.each([
    'infinity',
    '-infinity',
    '2026-03-01 10:30:00-06',
    '2026-03-01 22:00:00.5+05:30',
    '0099-03-01 16:30:00+00',
    '10000-03-01 16:30:00+00',
    '0044-03-15 12:00:00+00 BC',
    '2026-03-01 16:30:00.125-00',
    '2026-03-01',
  ])('leaves %s to pg', (text) => {
    left.length = 0;

    expect(parse(text)).toEqual(parseOfPg(text));
    expect(left).toEqual([text]);
  });
});
