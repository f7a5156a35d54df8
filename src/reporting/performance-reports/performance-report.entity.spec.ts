import { describe, expect, it } from '@jest/globals';
import { InvalidInput } from '../../platform/http/problems.js';
import { PerformanceReport } from './performance-report.entity.js';
import { UnansweredFindings, PeriodNotOver, ReportNotOpen } from './performance-reports.errors.js';

const at = new Date('2026-04-01T12:00:00Z');
const finding = { number: 1, kind: 'nothing_last_year', letter: null, words: 'Nothing.', agencyIds: [], answer: null };

function createPrepared(overrides: object = {}): PerformanceReport {
  return Object.assign(new PerformanceReport(), {
    state: 'prepared',
    untilOn: '2026-04-01',
    findings: [finding],
    ...overrides,
  });
}

describe('a performance report', () => {
  it('is approved after its period when each finding has an answer', () => {
    const made = createPrepared();
    expect(() => {
      made.approve('b', at, '2026-03-31');
    }).toThrow(PeriodNotOver);
    expect(() => {
      made.approve('b', at, '2026-04-01');
    }).toThrow(UnansweredFindings);

    made.answer(new Map([[1, 'It is so.']]), 'a', at);
    made.approve('b', at, '2026-04-01');

    expect(made).toMatchObject({ state: 'locked', approvedBy: 'b', approvedAt: at });
    expect(made.findings[0]?.answer).toEqual({ note: 'It is so.', by: 'a', at: at.toISOString() });
  });

  it('changes its count only when its records changed', () => {
    const [before, after] = [Buffer.from('before'), Buffer.from('after')];
    const made = createPrepared({ figures: ['was'], recordsSha256: before, countedSnapshot: '1:1:' });

    made.replaceCount({ figures: [], findings: [], recordsSha256: before, countedSnapshot: '2:2:' });
    expect(made).toMatchObject({ figures: ['was'], findings: [], countedSnapshot: '1:1:' });
    made.replaceCount({ figures: [], findings: [], recordsSha256: after, countedSnapshot: '3:3:' });
    expect(made).toMatchObject({ figures: [], recordsSha256: after, countedSnapshot: '3:3:' });
  });

  it('rejects an answer without a finding', () => {
    expect(() => {
      createPrepared().answer(new Map([[2, 'What?']]), 'a', at);
    }).toThrow(InvalidInput);
  });

  it.each(['locked', 'withdrawn'])('rejects changes when it is %s', (state) => {
    const settled = createPrepared({ state, findings: [] });

    expect(() => {
      settled.approve('b', at, '2026-04-01');
    }).toThrow(ReportNotOpen);
    expect(() => {
      settled.answer(new Map(), 'a', at);
    }).toThrow(ReportNotOpen);
    expect(() => {
      settled.withdraw('Wrong.', 'a', at);
    }).toThrow(ReportNotOpen);
    const count = { figures: [], findings: [], recordsSha256: Buffer.of(), countedSnapshot: '1:1:' };
    expect(() => {
      settled.replaceCount(count);
    }).toThrow(ReportNotOpen);
  });
});
