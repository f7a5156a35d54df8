import { describe, expect, it } from '@jest/globals';
import { Chance } from './chance.js';

const drawn = (seed: string) => {
  const chance = new Chance(seed);
  return Array.from({ length: 5 }, () => chance.whole(0, 999));
};

describe('the seeded random generator', () => {
  it('produces the same sequence for the same seed', () => {
    expect(drawn('one')).toEqual(drawn('one'));
    expect(drawn('one')).not.toEqual(drawn('two'));
    expect(drawn('one')).toEqual([716, 78, 533, 549, 838]);
  });

  it('reaches both ends of a range and nothing beyond', () => {
    const chance = new Chance('dice');
    const seen = new Set(Array.from({ length: 500 }, () => chance.whole(1, 6)));
    expect([...seen].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('applies weights', () => {
    const chance = new Chance('weights');
    const heavy = Array.from({ length: 2_000 }, () =>
      chance.weighted([
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
    const shuffled = new Chance('cards').shuffled(list);
    expect(shuffled).not.toEqual(list);
    expect(shuffled.sort((one, other) => one - other)).toEqual(list);
  });
});
