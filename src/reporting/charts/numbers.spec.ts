import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Figure } from '../reports/figures.view.js';
import {
  computeLimits,
  formatFigure,
  spellFigure,
  abbreviateFigure,
  formatThousands,
  computeTicks,
  addFigures,
} from './numbers.js';

const figure = (total: number, overrides: Partial<Figure> = {}): Figure => ({
  recorded: total,
  historical: 0,
  total,
  precision: 'exact',
  ...overrides,
});

describe('a number in a chart', () => {
  it.each([
    [0, '0', '0'],
    [999, '999', '999'],
    [1000, '1,000', '1k'],
    [9999, '9,999', '9.9k'],
    [12_345, '12,345', '12k'],
    [999_999, '999,999', '999k'],
    [1_250_000, '1,250,000', '1.2M'],
    [775_000_000_000, '775,000,000,000', '775B'],
  ])('%d is written %s, and %s in little space', (total, long, little) => {
    expect([formatThousands(total), formatFigure(figure(total)), abbreviateFigure(figure(total))]).toEqual([
      long,
      long,
      little,
    ]);
  });

  it('states its precision', () => {
    const least = figure(5, { precision: 'at_least' });
    const about = figure(5, { precision: 'approximate' });

    expect([least, about].map(formatFigure)).toEqual(['≥ 5', '≈ 5']);
    expect([least, about].map(spellFigure)).toEqual(['at least 5', 'about 5']);
    expect([least, about].map(abbreviateFigure)).toEqual(['≥ 5', '≈ 5']);
  });

  it('added to another has the lower precision', () => {
    const historical = figure(3, { recorded: 1, historical: 2, precision: 'at_least' });

    expect(addFigures([])).toEqual(figure(0));
    expect(addFigures([figure(2), historical])).toEqual({
      recorded: 3,
      historical: 2,
      total: 5,
      precision: 'at_least',
    });
    expect(addFigures([figure(1, { precision: 'approximate' }), historical]).precision).toBe('approximate');
  });
});

describe('the ticks of an axis', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 2, 4, 6, 8]],
    [23, [0, 5, 10, 15, 20, 25]],
    [110, [0, 25, 50, 75, 100, 125]],
    [25_200, [0, 10_000, 20_000, 30_000]],
  ])('up to %d are round', (most, ticks) => {
    expect(computeTicks(most, 5)).toEqual(ticks);
  });

  it('are whole, equidistant, few, and cover the maximum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000_000 }), (most) => {
        const ticks = computeTicks(most, 5);
        const step = ticks[1] ?? 0;
        expect(ticks).toEqual(ticks.map((_, index) => index * step));
        expect(Number.isInteger(step) && ticks.length <= 6).toBe(true);
        expect([(ticks.at(-1) ?? 0) >= most, (ticks.at(-2) ?? 0) < most]).toEqual([true, true]);
      }),
    );
  });
});

describe('the limits of classes', () => {
  it('ascend, are round, and include everything', () => {
    expect(computeLimits([0, 93, 212, 5710, 13_000, 123_456], 5)).toEqual([93, 220, 5800, 13_000, 130_000]);
    expect(computeLimits([7, 7, 7], 5)).toEqual([7]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 1 }), (totals) => {
        const limits = computeLimits(totals, 5);
        expect(limits).toEqual([...new Set(limits)].sort((a, b) => a - b));
        expect(limits.at(-1)).toBeGreaterThanOrEqual(Math.max(...totals));
      }),
    );
  });
});
