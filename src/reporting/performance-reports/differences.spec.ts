import { describe, expect, it } from '@jest/globals';
import { toCountedLine, type CountedRecord } from './counted-records.js';
import { getDefinition } from './definitions/index.js';
import { findDifferences, listMovedCounts } from './differences.js';

const report = getDefinition('annual_report', 1);
const nobody: ReadonlySet<string> = new Set();

function createRecord(overrides: Partial<CountedRecord>): CountedRecord {
  const usual = { measure: 'arrests', recordId: 'a', complaintId: 'c', agencyId: 'g', day: '2025-03-01' } as const;
  return { ...usual, facets: { type: 'enticement', mode: 'reactive' }, n: 1, historical: null, ...overrides };
}

describe('the hash of a record', () => {
  it('covers measure, record, day, facets, number and precision only', () => {
    const { sha256 } = toCountedLine(createRecord({}));

    expect(toCountedLine(createRecord({ facets: { mode: 'reactive', type: 'enticement' } })).sha256).toBe(sha256);
    expect(toCountedLine(createRecord({ agencyId: 'h' })).sha256).toBe(sha256);
    for (const overrides of [
      { measure: 'persons_arrested' as const },
      { recordId: 'b' },
      { day: '2025-03-02' },
      { facets: { type: 'traveler', mode: 'reactive' } },
      { n: 2 },
      { historical: 'at_least' as const },
    ]) {
      expect(toCountedLine(createRecord(overrides)).sha256).not.toBe(sha256);
    }
  });
});

describe('the differences between two counts', () => {
  it.each([
    ['nothing', [createRecord({})], []],
    ['its day', [createRecord({ day: '2025-03-02' })], [['moved']]],
    ['its facets', [createRecord({ facets: { type: 'traveler', mode: 'reactive' } })], [['reclassified']]],
    [
      'no facet that was added later',
      [createRecord({ facets: { type: 'enticement', mode: 'reactive', ncmecClass: 'referral' } })],
      [],
    ],
    ['its number', [createRecord({ n: 3 })], [['recounted']]],
    ['its precision', [createRecord({ historical: 'at_least' })], [['recounted']]],
    ['its removal', [], [['gone']]],
    ['another record', [createRecord({}), createRecord({ recordId: 'b' })], [['added']]],
    ['records outside the report', [createRecord({}), createRecord({ measure: 'people_reached', recordId: 'p' })], []],
  ])('are detected in %s', (_, now, kinds) => {
    const found = findDifferences(report, [toCountedLine(createRecord({}))], now, nobody);

    expect(found.map((one) => one.kinds)).toEqual(kinds);
  });

  it('ignore a purged complaint, unless the record counts differently', () => {
    const before = [toCountedLine(createRecord({ measure: 'persons_arrested' }))];
    const moved = createRecord({ measure: 'persons_arrested', day: '2025-04-01' });

    expect(findDifferences(report, before, [], new Set(['c']))).toEqual([]);
    expect(findDifferences(report, before, [moved], new Set(['c']))).toHaveLength(1);
  });

  it('change the numbers of their items only', () => {
    const before = [toCountedLine(createRecord({})), toCountedLine(createRecord({ recordId: 'b' }))];
    const found = findDifferences(report, before, [createRecord({})], nobody);

    expect(listMovedCounts(report, before, found)).toEqual([
      { letter: '(B)(ii)', measure: 'arrests', reported: 2, current: 1 },
    ]);
  });

  it('apply to an item only when its definition includes the record', () => {
    const session = { measure: 'assistance_sessions', recordId: 's', complaintId: null } as const;
    const before = [toCountedLine(createRecord({ ...session, facets: { recipient: 'non_member' } }))];
    const found = findDifferences(
      report,
      before,
      [createRecord({ ...session, facets: { recipient: 'member' } })],
      nobody,
    );

    expect(found).toMatchObject([{ letters: ['(E)'], kinds: ['gone'] }]);
  });
});
