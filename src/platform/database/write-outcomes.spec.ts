import { describe, expect, it } from '@jest/globals';
import { WriteOutcomes } from './write-outcomes.js';

function after(...failuresAt: readonly number[]): WriteOutcomes {
  const outcomes = new WriteOutcomes();
  for (const instant of failuresAt) outcomes.recordFailure(instant);
  return outcomes;
}

describe('the outcomes of changes', () => {
  it('report failing writes from the third failure within ten seconds', () => {
    expect(after(0, 1).areWritesFailing(1)).toBe(false);
    expect(after(0, 1, 9999).areWritesFailing(9999)).toBe(true);
    expect(after(0, 1, 10_000).areWritesFailing(10_000)).toBe(false);
  });

  it('do not report failing writes while some are kept', () => {
    const outcomes = after(0, 1);
    outcomes.recordKept();
    outcomes.recordFailure(2);

    expect(outcomes.areWritesFailing(2)).toBe(false);
  });

  it('report failing writes until one is kept', () => {
    const outcomes = after(0, 1, 2);
    expect(outcomes.areWritesFailing(3)).toBe(true);
    outcomes.recordKept();

    expect(outcomes.areWritesFailing(3)).toBe(false);
  });

  it('report failing writes until none has failed for four seconds, and start again then', () => {
    const outcomes = after(0, 1, 2);

    expect(outcomes.areWritesFailing(4001)).toBe(true);
    expect(outcomes.areWritesFailing(4002)).toBe(false);
    outcomes.recordFailure(4003);
    expect(outcomes.areWritesFailing(4003)).toBe(false);
  });
});
