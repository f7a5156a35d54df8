import type { PublishedSum, PublishedTable } from './published-table.js';

/** Largest small number. A number of 1 to 4 may identify somebody; zero identifies nobody. */
export const maxSmallCount = 4;

/** Number of partners tried in each dimension. The higher limit applies if none of the first suffices. */
const initialPartners = 4;
const maxPartners = 12;

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
  readonly changesTotal: boolean;
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
class BestPartners {
  readonly items: Partner[] = [];

  add(one: Partner): void {
    const last = this.items.at(-1);
    if (last && this.items.length === maxPartners && comparePartners(last, one) <= 0) return;
    this.items.push(one);
    this.items.sort(comparePartners).splice(maxPartners);
  }
}

function comparePartners(a: Partner, b: Partner): number {
  return b.shared - a.shared || Number(b.isSuppressed) - Number(a.isSuppressed) || a.count - b.count;
}

/** Sums to suppress so that a shift stays hidden: complementary suppression. */
interface ComplementarySuppression {
  readonly sums: readonly PublishedSum[];
  readonly loss: number;
  readonly count: number;
  readonly changesTotal: boolean;
}

/**
 * Returns the numbers that the cheapest shift changes. The shift makes the small number five, and can make it another
 * small one. A shift of the totals is always possible, because it subtracts nowhere.
 */
export function findComplementarySums(small: PublishedSum, sums: PublishedTable): readonly PublishedSum[] {
  const { lines } = sums.findLargestCell(small);
  const sides = lines.map((line, dimension) => {
    const totalSide = buildTotalSide(small, line, dimension, sums);
    const partners = findPartners(small, lines, dimension, sums);
    return {
      through: totalSide,
      against: partners.map((partner) => buildBalancedSide(line, partner, dimension, sums)),
    };
  });
  const findCheapest = (limit: number): ComplementarySuppression =>
    findCheapestShift(
      sides.map(({ through: totalSide, against: balancedSides }) => [...balancedSides.slice(0, limit), totalSide]),
      small,
      sums,
    );
  const cover = findCheapest(initialPartners);
  return cover.changesTotal ? findCheapest(maxPartners).sums : cover.sums;
}

/** Returns the cells of the dimension from which a shift can subtract, least loss first. */
function findPartners(small: PublishedSum, lines: readonly Steps[], dimension: number, sums: PublishedTable): Steps[] {
  const step = small.steps[dimension] ?? 0;
  const line = lines[dimension] ?? [];
  const baseKey = sums.toKey(lines.map(getLastStep)) - sums.toAddend(dimension, getLastStep(line));
  const increase = getIncrease(small);
  const candidates = new BestPartners();
  for (const partner of sums.leaves[dimension] ?? []) {
    const key = baseKey + sums.toAddend(dimension, getLastStep(partner));
    const count = sums.getCount(key);
    if (count < increase || partner.includes(step)) continue;
    const sum = sums.published.get(key);
    // A number that is published as not zero must not become zero.
    if (sum && count === increase) continue;
    candidates.add({ partner, count, isSuppressed: sum?.suppression != null, shared: countSharedSteps(line, partner) });
  }
  return candidates.items.map(({ partner }) => partner);
}

function buildBalancedSide(line: Steps, partner: Steps, dimension: number, sums: PublishedTable): Side {
  const signed = (step: number): Signed => ({
    addend: sums.toAddend(dimension, step),
    sign: partner.includes(step) ? -1 : 1,
  });
  return {
    cells: [line, partner].map(getLastStep).map(signed),
    changed: findUnsharedSteps(line, partner).map(signed),
    changesTotal: false,
  };
}

function buildTotalSide(small: PublishedSum, line: Steps, dimension: number, sums: PublishedTable): Side {
  const signed = (step: number): Signed => ({ addend: sums.toAddend(dimension, step), sign: 1 });
  return { cells: [signed(getLastStep(line))], changed: line.map(signed), changesTotal: small.steps[dimension] !== 0 };
}

function findCheapestShift(
  sides: readonly (readonly Side[])[],
  small: PublishedSum,
  sums: PublishedTable,
): ComplementarySuppression {
  let best: ComplementarySuppression = { sums: [], loss: Infinity, count: Infinity, changesTotal: true };
  for (const shift of listCombinations(sides)) {
    const cover = evaluateShift(shift, small, sums, best.loss);
    if (!cover || (cover.loss === best.loss && cover.count >= best.count)) continue;
    best = cover;
    if (best.loss === 0) break;
  }
  return best;
}

/**
 * Returns the sums that the shift would suppress. Returns null for an impossible shift and for a loss above the limit.
 */
function evaluateShift(
  shift: readonly Side[],
  small: PublishedSum,
  sums: PublishedTable,
  maxLoss: number,
): ComplementarySuppression | null {
  // An increase by `up` makes the small number five. A four must also be able to decrease, since no other small number
  // is above it.
  const increase = getIncrease(small);
  const decrease = small.count === maxSmallCount ? 1 : 0;
  for (const { addend, sign } of combineCells(shift.map(({ cells }) => cells))) {
    if (sums.getCount(addend) < Math.max(1, sign === 1 ? decrease : increase)) return null;
  }
  const changed: PublishedSum[] = [];
  let loss = 0;
  let count = 0;
  for (const { addend, sign } of combineCells(shift.map((side) => side.changed))) {
    const sum = sums.published.get(addend);
    if (!sum) continue;
    if (sum.count - (sign === 1 ? decrease : increase) < 1) return null;
    if (sum.suppression === null) {
      loss += lossByHeight ** sum.height;
      count += sum.count;
      if (loss > maxLoss) return null;
    }
    changed.push(sum);
  }
  return { sums: changed, loss, count, changesTotal: shift.some((side) => side.changesTotal) };
}

function getIncrease({ count }: PublishedSum): number {
  return maxSmallCount + 1 - count;
}

function getLastStep(line: Steps): number {
  return line.at(-1) ?? 0;
}

/** Returns the number of equal first steps. Lines separate once and do not meet again. */
function countSharedSteps(line: Steps, other: Steps): number {
  let shared = 0;
  while (shared < line.length && line[shared] === other[shared]) shared += 1;
  return shared;
}

/** Returns the steps of either line that the other does not contain. */
function findUnsharedSteps(line: Steps, other: Steps): number[] {
  return [...line.filter((step) => !other.includes(step)), ...other.filter((step) => !line.includes(step))];
}

/** Returns the cells in which the parts of all dimensions meet. An even number of subtractions adds. */
function combineCells(parts: readonly (readonly Signed[])[]): readonly Signed[] {
  let combined: Signed[] = [{ addend: 0, sign: 1 }];
  for (const part of parts) {
    const next: Signed[] = [];
    for (const one of combined) {
      for (const { addend, sign } of part) next.push({ addend: one.addend + addend, sign: one.sign === sign ? 1 : -1 });
    }
    combined = next;
  }
  return combined;
}

function* listCombinations<T>(lists: readonly (readonly T[])[]): Generator<readonly T[]> {
  const [first, ...others] = lists;
  if (!first) {
    yield [];
    return;
  }
  for (const one of first) {
    for (const rest of listCombinations(others)) yield [one, ...rest];
  }
}
