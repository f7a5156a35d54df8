import { describe, expect, it } from '@jest/globals';
import { apportion } from './apportion.js';

describe('apportion', () => {
  it('distributes by weight, and the rest by the largest remainders', () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(apportion(100, [50, 30, 20])).toEqual([50, 30, 20]);
    expect(apportion(7, [6.5, 3.4, 0.1])).toEqual([5, 2, 0]);
  });

  it('gives each the minimum first', () => {
    expect(apportion(10, [100, 0, 0], 2)).toEqual([6, 2, 2]);
  });

  it('always sums to the total', () => {
    for (let total = 0; total < 500; total += 7) {
      const shares = apportion(total, [3, 0.1, 17, 2.5, 9]);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
    }
  });

  it('rejects a minimum above the total', () => {
    expect(() => apportion(3, [1, 1], 2)).toThrow(RangeError);
  });
});
