import type { PublishedSum, PublishedSums } from './published-sums.js';

/** Largest small number. A number of 1 to 4 may identify somebody; zero identifies nobody. */
export const mostOfFew = 4;

/** Number of partners tried in each dimension. The higher limit applies if none of the first suffices. */
const fewPartners = 4;
const morePartners = 12;

/** Factor by which the loss grows for each step above the finest cells. */
const lossByHeight = 16;

/** Steps of a dimension, from the whole dimension down to a cell. */
type Steps = readonly number[];

/** Addend of a key, and whether a shift adds there or subtracts. */
interface Signed {
  readonly addend: number;
  readonly sign: 1 | -1;
}

/** Part of a shift in one dimension: its cells, and every step with a changed sum. */
interface Side {
  readonly cells: readonly Signed[];
  readonly changed: readonly Signed[];
  /** Whether the shift changes the total of the dimension, although a partner would avoid that. */
  readonly isThrough: boolean;
}

/** Cell from which a shift can subtract. */
interface Partner {
  readonly partner: Steps;
  readonly count: number;
  readonly isSuppressed: boolean;
  /** Number of steps above both cells. */
  readonly shared: number;
}

/** Best partners in order. Of thousands of candidates only these are sorted. */
class FirstPartners {
  readonly found: Partner[] = [];

  add(one: Partner): void {
    const last = this.found.at(-1);
    if (last && this.found.length === morePartners && inOrder(last, one) <= 0) return;
    this.found.push(one);
    this.found.sort(inOrder).splice(morePartners);
  }
}

function inOrder(a: Partner, b: Partner): number {
  return b.shared - a.shared || Number(b.isSuppressed) - Number(a.isSuppressed) || a.count - b.count;
}

/** Sums to suppress so that a shift stays hidden: complementary suppression. */
interface Cover {
  readonly sums: readonly PublishedSum[];
  readonly loss: number;
  readonly count: number;
  readonly isThrough: boolean;
}

/**
 * Returns the numbers that the cheapest shift changes. The shift makes the small number five, and can make it another
 * small one. A shift of the totals is always possible, because it subtracts nowhere.
 */
export function coverOf(small: PublishedSum, sums: PublishedSums): readonly PublishedSum[] {
  const { lines } = sums.heaviestOf(small);
  const sides = lines.map((line, dimension) => {
    const through = sideThrough(small, line, dimension, sums);
    const partners = partnersOf(small, lines, dimension, sums);
    return { through, against: partners.map((partner) => sideAgainst(line, partner, dimension, sums)) };
  });
  const among = (most: number): Cover =>
    cheapestOf(
      sides.map(({ through, against }) => [...against.slice(0, most), through]),
      small,
      sums,
    );
  const cover = among(fewPartners);
  return cover.isThrough ? among(morePartners).sums : cover.sums;
}

/** Returns the cells of the dimension from which a shift can subtract, least loss first. */
function partnersOf(small: PublishedSum, lines: readonly Steps[], dimension: number, sums: PublishedSums): Steps[] {
  const step = small.steps[dimension] ?? 0;
  const line = lines[dimension] ?? [];
  const beside = sums.keyOf(lines.map(endOf)) - sums.addend(dimension, endOf(line));
  const up = upOf(small);
  const able = new FirstPartners();
  for (const partner of sums.leaves[dimension] ?? []) {
    const key = beside + sums.addend(dimension, endOf(partner));
    const count = sums.countAt(key);
    if (count < up || partner.includes(step)) continue;
    const sum = sums.published.get(key);
    // A number that is published as not zero must not become zero.
    if (sum && count === up) continue;
    able.add({ partner, count, isSuppressed: sum?.suppression != null, shared: sharedBy(line, partner) });
  }
  return able.found.map(({ partner }) => partner);
}

function sideAgainst(line: Steps, partner: Steps, dimension: number, sums: PublishedSums): Side {
  const signed = (step: number): Signed => ({
    addend: sums.addend(dimension, step),
    sign: partner.includes(step) ? -1 : 1,
  });
  return { cells: [line, partner].map(endOf).map(signed), changed: apart(line, partner).map(signed), isThrough: false };
}

function sideThrough(small: PublishedSum, line: Steps, dimension: number, sums: PublishedSums): Side {
  const signed = (step: number): Signed => ({ addend: sums.addend(dimension, step), sign: 1 });
  return { cells: [signed(endOf(line))], changed: line.map(signed), isThrough: small.steps[dimension] !== 0 };
}

function cheapestOf(sides: readonly (readonly Side[])[], small: PublishedSum, sums: PublishedSums): Cover {
  let best: Cover = { sums: [], loss: Infinity, count: Infinity, isThrough: true };
  for (const shift of combinations(sides)) {
    const cover = coverBy(shift, small, sums, best.loss);
    if (!cover || (cover.loss === best.loss && cover.count >= best.count)) continue;
    best = cover;
    if (best.loss === 0) break;
  }
  return best;
}

/**
 * Returns the sums that the shift would suppress. Returns null for an impossible shift and for a loss above the limit.
 */
function coverBy(shift: readonly Side[], small: PublishedSum, sums: PublishedSums, mostLoss: number): Cover | null {
  // An increase by `up` makes the small number five. A four must also be able to decrease, since no other small number
  // is above it.
  const up = upOf(small);
  const down = small.count === mostOfFew ? 1 : 0;
  for (const { addend, sign } of meetings(shift.map(({ cells }) => cells))) {
    if (sums.countAt(addend) < Math.max(1, sign === 1 ? down : up)) return null;
  }
  const changed: PublishedSum[] = [];
  let loss = 0;
  let count = 0;
  for (const { addend, sign } of meetings(shift.map((side) => side.changed))) {
    const sum = sums.published.get(addend);
    if (!sum) continue;
    if (sum.count - (sign === 1 ? down : up) < 1) return null;
    if (sum.suppression === null) {
      loss += lossByHeight ** sum.height;
      count += sum.count;
      if (loss > mostLoss) return null;
    }
    changed.push(sum);
  }
  return { sums: changed, loss, count, isThrough: shift.some((side) => side.isThrough) };
}

function upOf({ count }: PublishedSum): number {
  return mostOfFew + 1 - count;
}

function endOf(line: Steps): number {
  return line.at(-1) ?? 0;
}

/** Returns the number of equal first steps. Lines separate once and do not meet again. */
function sharedBy(line: Steps, other: Steps): number {
  let shared = 0;
  while (shared < line.length && line[shared] === other[shared]) shared += 1;
  return shared;
}

/** Returns the steps of either line that the other does not contain. */
function apart(line: Steps, other: Steps): number[] {
  return [...line.filter((step) => !other.includes(step)), ...other.filter((step) => !line.includes(step))];
}

/** Returns the cells in which the parts of all dimensions meet. An even number of subtractions adds. */
function meetings(parts: readonly (readonly Signed[])[]): readonly Signed[] {
  let met: Signed[] = [{ addend: 0, sign: 1 }];
  for (const part of parts) {
    const next: Signed[] = [];
    for (const one of met) {
      for (const { addend, sign } of part) next.push({ addend: one.addend + addend, sign: one.sign === sign ? 1 : -1 });
    }
    met = next;
  }
  return met;
}

/** Yields every combination with one element of each list. */
function* combinations<T>(lists: readonly (readonly T[])[]): Generator<readonly T[]> {
  const [first, ...others] = lists;
  if (!first) {
    yield [];
    return;
  }
  for (const one of first) {
    for (const rest of combinations(others)) yield [one, ...rest];
  }
}
