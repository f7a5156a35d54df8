import { describe, expect, it } from '@jest/globals';
import { findCandidates } from './candidates.js';
import { cpuMsOf } from '../../../test/support/cpu-time.js';

describe('identifier candidates in a pasted text', () => {
  it('are found for every kind, once each, in order', () => {
    const text = `He wrote from night.owl@example.com (also Night.Owl@Example.com), 192.0.2.17:51820 and [2001:db8::1]:443,
      at (402) 555-0100 or +442079460000, as @Night_Owl. His page is https://example.org/owl. Plate: ABC 1234.
      The file was 9e107d9d372bb6826bd81d3542a419d6.`;

    expect(findCandidates(text).map(({ kind, raw, port }) => [kind, raw, port])).toEqual([
      ['email', 'night.owl@example.com', null],
      ['ip', '192.0.2.17:51820', 51_820],
      ['ip', '[2001:db8::1]:443', 443],
      ['phone', '(402) 555-0100', null],
      ['phone', '+442079460000', null],
      ['handle', '@Night_Owl', null],
      ['url', 'https://example.org/owl', null],
      ['vehicle', 'ABC 1234', null],
      ['hash', '9e107d9d372bb6826bd81d3542a419d6', null],
    ]);
  });

  it.each([
    'Version 1.2.3.4.5 of the report, on 2018-05-12, at 09:30:00.',
    'It happened on 2018-05-10 21:14 and ended 2018-05-10 21:14:33, or 2018-05-11 0915.',
    'Seen 5/10/2018 21:14, 05-10-2018 2114, 10.05.2018 21 and 2018/05/10 2114 0900.',
    'Room 402-12, page 17; he is 13 or 14 years old.',
    'a1b2c3 :: time :: 10:30',
  ])('are not found in similar text: %s', (text) => {
    expect(findCandidates(text)).toEqual([]);
  });

  it('are found beside a day, and include no digits of the day', () => {
    const text = '2018-05-10 402-555-0100 2018-05-11, then 05-12-2018 (402) 555-0101';

    expect(findCandidates(text).map(({ raw, position }) => [raw, position])).toEqual([
      ['402-555-0100', 11],
      ['(402) 555-0101', 52],
    ]);
  });

  it.each(['201-805-1021', '+1 201 805 1021', '402.555.0100', '+44 20 7946 0000'])(
    'are found for a telephone number that resembles a day: %s',
    (phone) => {
      expect(findCandidates(`Call ${phone} now.`).map(({ kind, raw }) => [kind, raw])).toEqual([['phone', phone]]);
    },
  );

  it('have their position', () => {
    const text = 'From 192.0.2.17 on.';
    const [candidate] = findCandidates(text);

    expect(text.slice(candidate?.position, (candidate?.position ?? 0) + (candidate?.raw.length ?? 0))).toBe(
      '192.0.2.17',
    );
  });

  it('are found with invisible characters, at their position', () => {
    const text = 'A\u200bs\u3164 @night\u200b_owl from 192.0.\u20602.17.';

    expect(findCandidates(text)).toMatchObject([
      { kind: 'handle', raw: '@night_owl', normalised: 'night_owl', position: text.indexOf('@') },
      { kind: 'ip', normalised: '192.0.2.17', position: text.indexOf('192') },
    ]);
  });

  it('are found in time proportional to the length, for any content', () => {
    const hostile = ['1.', '@a', '+1 ', '::', 'a@b.', '(12) '].map((piece) => piece.repeat(20_000 / piece.length));

    // Each takes about a millisecond. A quadratic search would take many seconds.
    for (const text of hostile) expect(cpuMsOf(() => findCandidates(text))).toBeLessThan(2000);
  });
});
