import { describe, expect, it } from '@jest/globals';
import { toExpiryBand } from './preservations.enums.js';

describe('a deadline', () => {
  it.each([
    [-1, 'past'],
    [0, 'within_7'],
    [7, 'within_7'],
    [8, 'within_30'],
    [30, 'within_30'],
    [31, 'within_60'],
    [60, 'within_60'],
  ])('in %i days is in the band %s, including its last day', (daysLeft, band) => {
    expect(toExpiryBand(daysLeft)).toBe(band);
  });
});
