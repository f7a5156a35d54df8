import { describe, expect, it } from '@jest/globals';
import type { CountedRecord } from './counted-records.js';
import { getDefinition } from './definitions/index.js';
import { collectFindings, type ExaminedRecords } from './findings.js';

const summary = getDefinition('monthly_summary', 1);

function createRecord(overrides: Partial<CountedRecord>): CountedRecord {
  const usual = { measure: 'arrests', recordId: 'a', complaintId: 'c', agencyId: 'g', day: '2026-03-01' } as const;
  return { ...usual, facets: {}, n: 1, historical: null, ...overrides };
}

function createExamined(overrides: Partial<ExaminedRecords>): ExaminedRecords {
  return {
    definition: summary,
    until: '2026-04-01',
    records: [],
    lastYear: [createRecord({})],
    excludedTotals: 0,
    ...overrides,
  };
}

const arrests = (n: number): CountedRecord[] => [createRecord({ n })];
const member = createRecord({ measure: 'agencies_participating', complaintId: null });

describe('the findings of a performance report', () => {
  it.each([
    [20, 30, false],
    [20, 31, true],
    [20, 10, false],
    [20, 9, true],
    [10, 1, false],
    [12, 1, true],
    [2, 12, true],
    [2, 11, false],
  ])('report a change from %i to %i: %s', (was, is, isFound) => {
    const found = collectFindings(createExamined({ records: arrests(is), lastYear: arrests(was) }));

    expect(found.map(({ kind }) => kind)).toEqual(isFound ? ['changed_against_last_year'] : []);
  });

  it('report a missing comparison, and nothing for an operation', () => {
    expect(collectFindings(createExamined({ lastYear: [member] })).map(({ kind }) => kind)).toEqual([
      'nothing_last_year',
    ]);
    expect(collectFindings(createExamined({ lastYear: null }))).toEqual([]);
  });

  it('list agencies without staffing on the last day, and without records', () => {
    const found = collectFindings(createExamined({ records: [member, createRecord({ agencyId: 'h' })] }));

    expect(found).toMatchObject([
      { number: 1, kind: 'no_staffing', letter: '9', agencyIds: ['g'], answer: null },
      { number: 2, kind: 'agencies_without_record', letter: null, agencyIds: ['g'] },
    ]);
    expect(found[0]?.words).toContain('2026-03-31');
    const staffed = createRecord({ measure: 'staffing', n: 0 });
    expect(collectFindings(createExamined({ records: [member, staffed, createRecord({})] }))).toEqual([]);
  });

  it('count unclassified complaints and omitted historical totals', () => {
    const open = { type: 'unclassified', mode: 'reactive' };
    const records = [createRecord({ measure: 'complaints_documented', facets: open })];

    const found = collectFindings(createExamined({ records, excludedTotals: 2 }));
    expect(found.map(({ kind, words }) => [kind, words.split(' ')[0]])).toEqual([
      ['unclassified_complaints', '1'],
      ['historical_totals_left_out', '2'],
    ]);
  });

  it('keep the answer for the same text, and drop it for another', () => {
    const answer = { note: 'It is so.', by: 'me', at: '2026-04-02T12:00:00.000Z' };
    const before = collectFindings(createExamined({ excludedTotals: 2 })).map((one) => ({ ...one, answer }));

    expect(collectFindings(createExamined({ excludedTotals: 2 }), before)).toMatchObject([{ answer }]);
    expect(collectFindings(createExamined({ excludedTotals: 3 }), before)).toMatchObject([{ answer: null }]);
  });
});
