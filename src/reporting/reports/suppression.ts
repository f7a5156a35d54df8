import { PublishedTable, type CountedCell, type Suppression, type TableDepth } from './published-table.js';
import { findComplementarySums, maxSmallCount } from './complementary-suppression.js';

/** Published number. A suppressed one is null, and the publication does not show the reason. */
export interface PublishedNumber {
  /** Position in each dimension; an empty list is the whole dimension. */
  readonly at: CountedCell['at'];
  readonly count: number | null;
  readonly suppression: Suppression | null;
}

/**
 * Returns the publishable numbers of tables that are published together. Each number of 1 to 4 is suppressed (primary),
 * and as many others as the rule needs (complementary). A zero is published as zero and is not among the numbers.
 *
 * The rule: for each suppressed number of 1 to 4, other tables are equally possible by everything published. In some of
 * them the number is five or more, in others it is another number of 1 to 4. A sum of four cells with one each is an
 * exception: it cannot be less. No suppressed number is zero in any of them, because zeros are published.
 *
 * A shift makes such a table: it adds the same to some cells and subtracts it from others. It balances along every
 * dimension, or it changes the total of the dimension. The numbers that it changes are suppressed, all others stay as
 * they are. A later suppression only removes published numbers. Each shift therefore stays valid, and the result needs no
 * other check.
 */
export function suppressCells(cells: readonly CountedCell[], tables: readonly TableDepth[]): PublishedNumber[] {
  const sums = new PublishedTable(cells, tables);
  const small = [...sums.published.values()].filter(({ count }) => isSmallCount(count));
  for (const sum of small) sum.suppression = 'small';
  // The suppression for a margin also protects cells, but not the reverse.
  for (const sum of small.sort((a, b) => b.height - a.height)) {
    for (const other of findComplementarySums(sum, sums)) other.suppression ??= 'complement';
  }
  return [...sums.published.values()].map(({ at, count, suppression }) => ({
    at,
    count: suppression === null ? count : null,
    suppression,
  }));
}

/** Whether the number is so small that it may not leave the unit. */
export function isSmallCount(count: number): boolean {
  return count > 0 && count <= maxSmallCount;
}

/** Returns a table of dimensions with these depths, and all its margins. */
export function listMargins(depths: TableDepth): TableDepth[] {
  return depths.reduce<number[][]>(
    (tables, depth) => tables.flatMap((table) => Array.from({ length: depth + 1 }, (_, level) => [...table, level])),
    [[]],
  );
}
