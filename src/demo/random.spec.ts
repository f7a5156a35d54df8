import { describe, expect, it } from '@jest/globals';
import { Random } from './random.js';

const sample = (seed: string) => {
  const chance = new Random(seed);
  return Array.from({ length: 5 }, () => chance.integer(0, 999));
};

describe('the seeded random generator', () => {
  it('produces the same sequence for the same seed', () => {
    expect(sample('one')).toEqual(sample('one'));
    expect(sample('one')).not.toEqual(sample('two'));
    expect(sample('one')).toEqual([716, 78, 533, 549, 838]);
  });

  it('reaches both ends of a range and nothing beyond', () => {
    const chance = new Random('dice');
    const seen = new Set(Array.from({ length: 500 }, () => chance.integer(1, 6)));
    expect([...seen].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('applies weights', () => {
    const chance = new Random('weights');
    const heavy = Array.from({ length: 2_000 }, () =>
      chance.pickWeighted([
        ['heavy', 9],
        ['light', 1],
        ['never', 0],
      ]),
    );
    expect(heavy).not.toContain('never');
    const share = heavy.filter((choice) => choice === 'heavy').length / heavy.length;
    expect(share).toBeGreaterThan(0.87);
    expect(share).toBeLessThan(0.93);
  });

  it('shuffles without loss or duplication', () => {
    const list = Array.from({ length: 50 }, (_, number) => number);
    const shuffled = new Random('cards').shuffle(list);
    expect(shuffled).not.toEqual(list);
    expect(shuffled.sort((one, other) => one - other)).toEqual(list);
  });
});
