import { describe, expect, it } from '@jest/globals';
import { InvalidInput } from '../../platform/http/problems.js';
import { Return } from './return.entity.js';
import { UnansweredFindings, PeriodNotOver, ReportNotOpen } from './returns.errors.js';

const at = new Date('2026-04-01T12:00:00Z');
const finding = { number: 1, kind: 'nothing_last_year', letter: null, words: 'Nothing.', agencyIds: [], answer: null };

function prepared(over: object = {}): Return {
  return Object.assign(new Return(), { state: 'prepared', untilOn: '2026-04-01', findings: [finding], ...over });
}

describe('a performance report', () => {
  it('is approved after its period when each finding has an answer', () => {
    const made = prepared();
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
    const made = prepared({ figures: ['was'], recordsSha256: before, countedSnapshot: '1:1:' });

    made.countAnew({ figures: [], findings: [], recordsSha256: before, countedSnapshot: '2:2:' });
    expect(made).toMatchObject({ figures: ['was'], findings: [], countedSnapshot: '1:1:' });
    made.countAnew({ figures: [], findings: [], recordsSha256: after, countedSnapshot: '3:3:' });
    expect(made).toMatchObject({ figures: [], recordsSha256: after, countedSnapshot: '3:3:' });
  });

  it('rejects an answer without a finding', () => {
    expect(() => {
      prepared().answer(new Map([[2, 'What?']]), 'a', at);
    }).toThrow(InvalidInput);
  });

  it.each(['locked', 'withdrawn'])('rejects changes when it is %s', (state) => {
    const settled = prepared({ state, findings: [] });

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
      settled.countAnew(count);
    }).toThrow(ReportNotOpen);
  });
});
