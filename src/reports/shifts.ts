import type { PublishedSum, PublishedSums } from './published-sums.js';

/** Up to here a number tells of so few that somebody may know them. Nobody at all is nobody to protect. */
export const mostOfFew = 4;

/** How many partners are tried in each dimension; and once more, where among the first ones none will do. */
const fewPartners = 4;
const morePartners = 12;

/** What is lost with a number that stands one step higher, against one of the finest cells. */
const lossByHeight = 16;

/** The steps of a dimension from all of it down to where a cell lies. */
type Steps = readonly number[];

/** A part of a key, and whether there is added to it or taken away. */
interface Signed {
  readonly addend: number;
  readonly sign: 1 | -1;
}

/** How a shift goes in one dimension: the cells it is in, and every step it changes a sum of. */
interface Side {
  readonly cells: readonly Signed[];
  readonly changed: readonly Signed[];
  /** Through to all of the dimension, where a partner would do. */
  readonly isThrough: boolean;
}

/** A cell that the same could be taken from. */
interface Partner {
  readonly partner: Steps;
  readonly count: number;
  readonly isSuppressed: boolean;
  /** How many steps lie above both. */
  readonly shared: number;
}

/** The partners that are tried, in their order: of thousands only the first are ever sorted. */
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

/** What has to be suppressed so that a shift is seen by nobody. */
interface Cover {
  readonly sums: readonly PublishedSum[];
  readonly loss: number;
  readonly count: number;
  readonly isThrough: boolean;
}

/**
 * The numbers that the cheapest shift changes: one that makes the small number five, and can make it another small one. A shift that goes
 * through to the total is always possible, since it takes away nowhere.
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

/** Where else in the dimension the same can be taken away: those that lose least first. */
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
    // What is told to be something does not become nothing.
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

/** What the shift would have suppressed; null where it is none that is possible, or loses more than is known to be needed. */
function coverBy(shift: readonly Side[], small: PublishedSum, sums: PublishedSums, mostLoss: number): Cover | null {
  // Up by so much the small number is five; where four is the only one below, it has to go down as well.
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

/** How many of the first steps are the same: lines part once, and do not meet again. */
function sharedBy(line: Steps, other: Steps): number {
  let shared = 0;
  while (shared < line.length && line[shared] === other[shared]) shared += 1;
  return shared;
}

/** The steps that one lies in and the other does not. */
function apart(line: Steps, other: Steps): number[] {
  return [...line.filter((step) => !other.includes(step)), ...other.filter((step) => !line.includes(step))];
}

/** Where one part of each dimension meet: added to where an even number of them takes away. */
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

/** One of each list, in every way there is. */
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
