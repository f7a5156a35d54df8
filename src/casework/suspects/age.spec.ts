import { describe, expect, it } from '@jest/globals';
import { isUnder18 } from './age.js';

describe('a person', () => {
  it.each([
    ['2000-05-14', '2018-05-13', true],
    ['2000-05-14', '2018-05-14', false],
    ['2000-05-14', '2018-05-15', false],
    ['2000-02-29', '2018-02-28', true],
    ['2000-02-29', '2018-03-01', false],
    ['1979-12-31', '2018-01-01', false],
  ])('born on %s is on %s under 18: %s', (bornOn, on, is) => {
    expect(isUnder18(bornOn, on)).toBe(is);
  });
});
