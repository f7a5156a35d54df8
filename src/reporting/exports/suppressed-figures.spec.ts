import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { AttackOnSums } from '../../../test/reporting/attack-on-sums.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { SuppressedFigures, type CountedFigure, type ShownNumber } from './suppressed-figures.js';

const origins = ['recorded', 'historical'] as const;
const tables = [
  [0, 0],
  [0, 1],
  [2, 0],
  [2, 1],
];
const places = ['NE', 'IA', 'KS'].flatMap((force) => ['one', 'two'].map((agency) => [force, `${force} ${agency}`]));

const figure = (at: readonly string[], recorded: number, historical = 0): CountedFigure => ({
  at,
  recorded,
  historical,
});
const isSmallCount = (count: number): boolean => count >= 1 && count <= 4;

function listNumbers(parts: readonly CountedFigure[]): { at: string[][]; told: ShownNumber; real: number }[] {
  const figures = new SuppressedFigures(parts);
  const sum = (of: (part: CountedFigure) => number): number => parts.reduce((all, part) => all + of(part), 0);
  const whole = { at: [], recorded: sum(({ recorded }) => recorded), historical: sum(({ historical }) => historical) };
  return [whole, ...parts].flatMap(({ at, recorded, historical }) => {
    const told = figures.getFigure(at);
    return [
      { at: [[...at], ['recorded']], told: told.recorded, real: recorded },
      { at: [[...at], ['historical']], told: told.historical, real: historical },
      { at: [[...at], []], told: told.total, real: recorded + historical },
    ];
  });
}

const count = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 3, arbitrary: fc.integer({ min: 5, max: 40 }) },
);
const anyParts = fc
  .array(fc.tuple(count, count), { minLength: places.length, maxLength: places.length })
  .map((counts) => counts.map(([recorded, historical], place) => figure(places[place] ?? [], recorded, historical)));

describe('exported victim figures', () => {
  it('show no number from 1 to 4, and all others unchanged', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        for (const { told, real } of listNumbers(parts)) {
          if (told === 'suppressed') expect(real).toBeGreaterThan(0);
          else expect([told, isSmallCount(told)]).toEqual([real, false]);
        }
      }),
    );
  });

  it('reveal no suppressed number through totals, recorded or historical figures', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const numbers = listNumbers(parts).filter(({ real }) => real > 0);
        const published = numbers.map(({ at, told }) => ({
          at,
          count: told === 'suppressed' ? null : told,
          suppression: null,
        }));
        const cells = places.flatMap((place) => origins.map((origin) => [place, [origin]]));
        const attack = new AttackOnSums(published, tables, cells);
        const bounds = attack.bounds();
        const found = numbers.filter(({ at, told, real }) => {
          const { least, most } = bounds.get(JSON.stringify(at)) ?? { least: 0, most: Infinity };
          return told === 'suppressed' && (least === most || (isSmallCount(real) && most <= 4));
        });
        expect([attack.determined(), found]).toEqual([[], []]);
      }),
      { numRuns: 60 },
    );
  });

  it('suppress no group that is not needed for complementary suppression', () => {
    const parts = [3, 20, 50, 60, 70, 80].map((recorded, place) => figure(places[place] ?? [], recorded));

    const told = listNumbers(parts).filter(({ at }) => at[1]?.length === 0);

    expect(told.map((one) => one.told)).toEqual([283, 'suppressed', 'suppressed', 50, 60, 70, 80]);
  });

  it('suppress historical and recorded figures together, though their sum is shown', () => {
    const figures = new SuppressedFigures([figure([], 100, 3)]);

    expect(figures.getFigure([])).toEqual({ recorded: 'suppressed', historical: 'suppressed', total: 103 });
    expect(figures.hasSuppressed).toBe(true);
    expect(new SuppressedFigures([figure([], 100, 30)]).hasSuppressed).toBe(false);
  });

  it('are refused above the size that can be checked', () => {
    const parts = (length: number): CountedFigure[] => Array.from({ length }, (_, at) => figure([String(at)], 5));

    expect(() => new SuppressedFigures(parts(1_001))).toThrow(InvalidInput);
    expect(new SuppressedFigures(parts(1_000)).hasSuppressed).toBe(false);
  });
});
