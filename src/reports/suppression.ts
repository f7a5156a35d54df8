import { PublishedSums, type CountedCell, type Suppression, type TableDepth } from './published-sums.js';
import { coverOf, mostOfFew } from './shifts.js';

/** A number as it is published; suppressed it is null, and nothing published says for which of the two reasons. */
export interface PublishedNumber {
  /** Where it stands in each dimension; an empty list is all of it. */
  readonly at: CountedCell['at'];
  readonly count: number | null;
  readonly suppression: Suppression | null;
}

/**
 * What may leave the unit of tables that are published together: each number of 1 to 4 is suppressed, and as many others as keep the
 * rule. What is zero is published as zero and is not among the numbers.
 *
 * The rule: for each suppressed number of 1 to 4 there are other tables, just as possible by all that is published, in which it is five
 * or more, and ones in which it is another of 1 to 4, but for a sum of four cells that hold one each: it cannot be less. In none of
 * them is a suppressed number zero, for zeros are published.
 *
 * Such a table is always at hand: a shift adds the same to some cells and takes it from others, so that along every dimension it
 * evens out, or else goes through to all of it. A number that it changes is suppressed, and all others stay as they are. Since what is
 * suppressed later leaves fewer numbers to reckon with, each shift stands to the end, and the whole needs no other check.
 */
export function suppressed(cells: readonly CountedCell[], tables: readonly TableDepth[]): PublishedNumber[] {
  const sums = new PublishedSums(cells, tables);
  const small = [...sums.published.values()].filter(({ count }) => isFew(count));
  for (const sum of small) sum.suppression = 'small';
  // What covers a margin covers cells as well, and not the other way round.
  for (const sum of small.sort((a, b) => b.height - a.height)) {
    for (const other of coverOf(sum, sums)) other.suppression ??= 'complement';
  }
  return [...sums.published.values()].map(({ at, count, suppression }) => ({
    at,
    count: suppression === null ? count : null,
    suppression,
  }));
}

/** Whether a number tells of so few that it may not leave the unit. */
export function isFew(count: number): boolean {
  return count > 0 && count <= mostOfFew;
}

/** A table with all its margins, of dimensions that have so many steps each. */
export function allMarginsOf(depths: TableDepth): TableDepth[] {
  return depths.reduce<number[][]>(
    (tables, depth) => tables.flatMap((table) => Array.from({ length: depth + 1 }, (_, told) => [...table, told])),
    [[]],
  );
}
