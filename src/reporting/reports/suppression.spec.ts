import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { AttackOnSums } from '../../../test/reporting/attack-on-sums.js';
import type { CountedCell, TableDepth } from './published-table.js';
import { listMargins, suppressCells, type PublishedNumber } from './suppression.js';

type Place = CountedCell['at'];

type Places = readonly Place[];

const dimension = (name: string, size: number): string[][] => Array.from({ length: size }, (_, at) => [`${name}${at}`]);
const agencies = (...sizes: number[]): string[][] =>
  sizes.flatMap((size, force) => Array.from({ length: size }, (_, at) => [`force ${force}`, `agency ${at}`]));

function crossDimensions(...dimensions: string[][][]): Places {
  return dimensions.reduce<string[][][]>(
    (places, leaves) => places.flatMap((place) => leaves.map((leaf) => [...place, leaf])),
    [[]],
  );
}

function toCountedCells(places: Places, counts: readonly number[]): CountedCell[] {
  return places.map((at, index) => ({ at, count: counts[index] ?? 0 }));
}

const listDepths = (places: Places): number[] => places[0]?.map((path) => path.length) ?? [];
const isSmall = (count: number): boolean => count >= 1 && count <= 4;
const formatPath = (at: Place): string => JSON.stringify(at);

function sumTables(cells: readonly CountedCell[], tables: readonly TableDepth[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const table of tables) {
    for (const { at, count } of cells) {
      const name = formatPath(at.map((path, d) => path.slice(0, table[d])));
      sums.set(name, (sums.get(name) ?? 0) + count);
    }
  }
  return sums;
}

/** Whether a 4 is the sum of four ones. It can be more and not less, because each one is known to be nonzero. */
function isFourOnes(cells: readonly CountedCell[], at: Place): boolean {
  const below = cells.filter((cell) =>
    at.every((path, d) => path.every((step, depth) => cell.at[d]?.[depth] === step)),
  );
  return below.filter(({ count }) => count === 1).length === 4 && below.every(({ count }) => count <= 1);
}

/** Returns the suppressed numbers that an attacker finds with sums, differences and bounds. */
function findRevealed(
  numbers: readonly PublishedNumber[],
  tables: readonly TableDepth[],
  places: Places,
  cells: readonly CountedCell[],
): string[] {
  const attack = new AttackOnSums(numbers, tables, places);
  const determined = new Set(attack.determined());
  const bounds = attack.bounds();
  return numbers.flatMap(({ at, suppression }) => {
    if (suppression === null) return [];
    const name = formatPath(at);
    const { least, most } = bounds.get(name) ?? { least: 0, most: 0 };
    const isSettled = most <= 4 || (least >= 4 && !isFourOnes(cells, at));
    const isFound = determined.has(name) || least === most || (suppression === 'small' && isSettled);
    return isFound ? [`${name} lies from ${least} to ${most}`] : [];
  });
}

/** Sparse counts like those of real tables: most cells are empty or small. */
const sparse = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 3, arbitrary: fc.integer({ min: 5, max: 40 }) },
);

const arbitraryTables = (places: Places): fc.Arbitrary<CountedCell[]> =>
  fc
    .array(sparse, { minLength: places.length, maxLength: places.length })
    .map((counts) => toCountedCells(places, counts));

interface Shape {
  readonly name: string;
  readonly places: Places;
  readonly tables: readonly TableDepth[];
}

const shape = (name: string, places: Places, tables = listMargins(listDepths(places))): Shape => ({
  name,
  places,
  tables,
});

const months = [
  ['2017', '2017-11'],
  ['2017', '2017-12'],
  ['2018', '2018-01'],
  ['2018', '2018-02'],
];

const shapes: readonly Shape[] = [
  shape('one dimension', crossDimensions(dimension('type', 6))),
  shape('two dimensions', crossDimensions(dimension('type', 4), dimension('mode', 3))),
  shape('two dimensions, long', crossDimensions(dimension('type', 9), dimension('mode', 2))),
  shape('three dimensions', crossDimensions(dimension('type', 3), dimension('mode', 2), dimension('month', 3))),
  shape('agencies in task forces', crossDimensions(agencies(3, 1, 2))),
  shape('agencies in task forces by mode', crossDimensions(agencies(2, 3), dimension('mode', 2))),
  shape('months in years by type', crossDimensions(months, dimension('type', 3))),
  shape('agencies, months in years', crossDimensions(agencies(1, 2), months)),
  shape('by type and by mode, together only in all', crossDimensions(dimension('type', 4), dimension('mode', 3)), [
    [0, 0],
    [1, 0],
    [0, 1],
  ]),
  shape(
    'by two of three dimensions each',
    crossDimensions(dimension('type', 3), dimension('mode', 2), dimension('month', 2)),
    [
      [1, 1, 0],
      [0, 1, 1],
      [1, 0, 1],
    ],
  ),
  shape('without a total', crossDimensions(dimension('type', 4), dimension('mode', 3)), [
    [1, 1],
    [1, 0],
  ]),
];

describe.each(shapes)('the published table $name', ({ places, tables }) => {
  const tabled = arbitraryTables(places);

  it('shows no number from 1 to 4, and every other number unchanged', () => {
    fc.assert(
      fc.property(tabled, (cells) => {
        const sums = sumTables(cells, tables);
        const numbers = suppressCells(cells, tables);
        const told = numbers.map(({ at, count, suppression }) => [at, count, suppression === 'small']);
        expect(told).toEqual(
          numbers.map(({ at, suppression }) => {
            const real = sums.get(formatPath(at)) ?? 0;
            return [at, suppression === null ? real : null, isSmall(real)];
          }),
        );
        expect(numbers).toHaveLength([...sums.values()].filter((sum) => sum > 0).length);
      }),
      { numRuns: 50 },
    );
  });

  it('reveals no suppressed number by calculation', () => {
    fc.assert(
      fc.property(tabled, (cells) => {
        expect(findRevealed(suppressCells(cells, tables), tables, places, cells)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('is unchanged without small numbers', () => {
    const large = fc.array(fc.constantFrom(0, 5, 12, 300), { minLength: places.length, maxLength: places.length });
    fc.assert(
      fc.property(large, (counts) => {
        const numbers = suppressCells(toCountedCells(places, counts), tables);
        expect(numbers.filter(({ suppression }) => suppression !== null)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});

const short: readonly Shape[] = [
  shape('two dimensions', crossDimensions(dimension('type', 3), dimension('mode', 2))),
  shape('three dimensions', crossDimensions(dimension('type', 2), dimension('mode', 2), dimension('month', 2))),
  shape('agencies in task forces', crossDimensions(agencies(2, 1), dimension('mode', 2))),
  shape('by type and by mode, together only in all', crossDimensions(dimension('type', 3), dimension('mode', 2)), [
    [0, 0],
    [1, 0],
    [0, 1],
  ]),
];

describe.each(short)('the tables compatible with the published table $name', ({ places, tables }) => {
  const tabled = arbitraryTables(places);

  it('include one where a small number is five or more, or another small number', () => {
    fc.assert(
      fc.property(tabled, (cells) => {
        const sums = sumTables(cells, tables);
        const numbers = suppressCells(cells, tables);
        const attack = new AttackOnSums(numbers, tables, places);
        for (const { at, suppression } of numbers) {
          if (suppression !== 'small') continue;
          const real = sums.get(formatPath(at)) ?? 0;
          const isLess = real > 1 && attack.isPossible(at, 1, real - 1);
          const isAnother = isLess || isFourOnes(cells, at) || attack.isPossible(at, real + 1, 4);
          expect([at, attack.isPossible(at, 5, Infinity), isAnother]).toEqual([at, true, true]);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('complementary suppression in large numbers', () => {
  const fewOf = (places: Places, counts: readonly number[]): (PublishedNumber['suppression'] | number)[] =>
    suppressCells(toCountedCells(places, counts), listMargins(listDepths(places)))
      .filter(({ suppression }) => suppression !== null)
      .map(({ suppression }) => suppression);

  it.each([
    ['one dimension', crossDimensions(dimension('type', 8)), 2],
    ['two dimensions', crossDimensions(dimension('type', 8), dimension('mode', 3)), 4],
    ['three dimensions', crossDimensions(dimension('type', 4), dimension('mode', 3), dimension('month', 4)), 8],
    ['agencies in task forces', crossDimensions(agencies(3, 4), dimension('mode', 3)), 4],
  ])('of one small number in %s suppresses the minimum', (_, places, expected) => {
    for (const [at] of places.entries()) {
      expect(
        fewOf(
          places,
          places.map((__, other) => (other === at ? 3 : 20 + other)),
        ),
      ).toHaveLength(expected);
    }
  });

  it('is shared by several small numbers', () => {
    const places = crossDimensions(dimension('type', 3), dimension('mode', 3));

    expect(fewOf(places, [3, 50, 40, 60, 2, 70, 80, 90, 95]).length).toBeLessThanOrEqual(6);
  });
});

describe('a small total', () => {
  const places = crossDimensions(dimension('type', 3));

  it('is suppressed, though all its parts are as well', () => {
    const numbers = suppressCells(toCountedCells(places, [1, 0, 2]), listMargins([1]));

    expect(numbers.map(({ count }) => count)).toEqual([null, null, null]);
  });

  it('is suppressed where no neighbor can protect a small number', () => {
    const numbers = suppressCells(toCountedCells(places, [2, 0, 0]), [[1]]);

    expect(numbers).toEqual([{ at: [['type0']], count: null, suppression: 'small' }]);
    expect(suppressCells([], [[0]])).toEqual([]);
  });
});

it('an attack reveals the small numbers of a table without complementary suppression', () => {
  const places = crossDimensions(dimension('type', 4), dimension('mode', 3));
  const tables = listMargins([1, 1]);
  const cells = toCountedCells(places, [9, 2, 30, 7, 8, 20, 6, 11, 12, 5, 14, 15]);
  const numbers = suppressCells(cells, tables);
  const sums = sumTables(cells, tables);
  const naive = numbers.map(({ at, ...one }) =>
    one.suppression === 'complement' ? { at, count: sums.get(formatPath(at)) ?? 0, suppression: null } : { at, ...one },
  );

  expect(findRevealed(naive, tables, places, cells)).toEqual(['[["type0"],["mode1"]] lies from 2 to 2']);
  expect(findRevealed(numbers, tables, places, cells)).toEqual([]);
});
