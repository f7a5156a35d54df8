import { describe, expect, it } from '@jest/globals';
import { lineOf, type CountedRecord } from './counted-records.js';
import { definitionOf } from './definitions/index.js';
import { differencesBetween, movedCounts } from './differences.js';

const report = definitionOf('annual_report', 1);
const nobody: ReadonlySet<string> = new Set();

function counted(over: Partial<CountedRecord>): CountedRecord {
  const usual = { measure: 'arrests', recordId: 'a', complaintId: 'c', agencyId: 'g', day: '2025-03-01' } as const;
  return { ...usual, facets: { type: 'enticement', mode: 'reactive' }, n: 1, historical: null, ...over };
}

describe('the hash of a record', () => {
  it('covers measure, record, day, facets, number and precision only', () => {
    const { sha256 } = lineOf(counted({}));

    expect(lineOf(counted({ facets: { mode: 'reactive', type: 'enticement' } })).sha256).toBe(sha256);
    expect(lineOf(counted({ agencyId: 'h' })).sha256).toBe(sha256);
    for (const over of [
      { measure: 'persons_arrested' as const },
      { recordId: 'b' },
      { day: '2025-03-02' },
      { facets: { type: 'traveler', mode: 'reactive' } },
      { n: 2 },
      { historical: 'at_least' as const },
    ]) {
      expect(lineOf(counted(over)).sha256).not.toBe(sha256);
    }
  });
});

describe('the differences between two counts', () => {
  it.each([
    ['nothing', [counted({})], []],
    ['its day', [counted({ day: '2025-03-02' })], [['moved']]],
    ['its facets', [counted({ facets: { type: 'traveler', mode: 'reactive' } })], [['reclassified']]],
    ['its number', [counted({ n: 3 })], [['recounted']]],
    ['its precision', [counted({ historical: 'at_least' })], [['recounted']]],
    ['its removal', [], [['gone']]],
    ['another record', [counted({}), counted({ recordId: 'b' })], [['added']]],
    ['records outside the report', [counted({}), counted({ measure: 'people_reached', recordId: 'p' })], []],
  ])('are detected in %s', (_, now, kinds) => {
    const found = differencesBetween(report, [lineOf(counted({}))], now, nobody);

    expect(found.map((one) => one.kinds)).toEqual(kinds);
  });

  it('ignore a purged complaint, unless the record counts differently', () => {
    const before = [lineOf(counted({ measure: 'persons_arrested' }))];
    const moved = counted({ measure: 'persons_arrested', day: '2025-04-01' });

    expect(differencesBetween(report, before, [], new Set(['c']))).toEqual([]);
    expect(differencesBetween(report, before, [moved], new Set(['c']))).toHaveLength(1);
  });

  it('change the numbers of their items only', () => {
    const before = [lineOf(counted({})), lineOf(counted({ recordId: 'b' }))];
    const found = differencesBetween(report, before, [counted({})], nobody);

    expect(movedCounts(report, before, found)).toEqual([{ letter: '(B)(ii)', measure: 'arrests', was: 2, is: 1 }]);
  });

  it('apply to an item only when its definition includes the record', () => {
    const session = { measure: 'assistance_sessions', recordId: 's', complaintId: null } as const;
    const before = [lineOf(counted({ ...session, facets: { recipient: 'non_member' } }))];
    const found = differencesBetween(
      report,
      before,
      [counted({ ...session, facets: { recipient: 'member' } })],
      nobody,
    );

    expect(found).toMatchObject([{ letters: ['(E)'], kinds: ['gone'] }]);
  });
});
