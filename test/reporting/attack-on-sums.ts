import type { CountedCell, TableDepth } from '../../src/reporting/reports/published-table.js';
import type { PublishedNumber } from '../../src/reporting/reports/suppression.js';

/** Bounds of a number that an attacker can derive. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

interface Equation {
  readonly terms: readonly (readonly [number, number])[];
  readonly sum: number;
}

type Place = CountedCell['at'];

const nameOf = (place: Place): string => JSON.stringify(place);

/**
 * Attacker with all published numbers. Each is the sum of its cells, no cell is negative, and a suppressed number is at
 * least one. Unknown is why it is suppressed.
 */
export class AttackOnSums {
  private readonly unknown: string[] = [];
  private readonly least: number[] = [];
  private readonly known = new Map<string, number>();
  private readonly equations: readonly Equation[];

  /** `places` is every possible cell. */
  constructor(numbers: readonly PublishedNumber[], tables: readonly TableDepth[], places: readonly Place[]) {
    for (const { at, count } of numbers) {
      if (count === null) this.ask(nameOf(at), 1);
      else this.known.set(nameOf(at), count);
    }
    const finest = places[0]?.map((path) => path.length) ?? [];
    const published = new Set(tables.map(nameOfDepth));
    const all = published.has(nameOfDepth(finest)) ? tables : [...tables, finest];
    const at = new Map(all.map((table) => [nameOfDepth(table), distinct(places.map((place) => cut(place, table)))]));
    for (const [table, there] of at) {
      for (const place of there) {
        const name = nameOf(place);
        if (this.known.has(name) || this.unknown.includes(name)) continue;
        if (published.has(table)) this.known.set(name, 0);
        else this.ask(name, 0);
      }
    }
    this.equations = all.flatMap((coarse) =>
      all
        .filter((fine) => fine !== coarse && coarse.every((depth, d) => depth <= (fine[d] ?? 0)))
        .flatMap((fine) =>
          (at.get(nameOfDepth(coarse)) ?? []).map((whole) =>
            this.equationOf(whole, coarse, at.get(nameOfDepth(fine)) ?? []),
          ),
        ),
    );
  }

  /**
   * Returns the suppressed numbers that follow from the others by addition and subtraction (Gauss, over whole numbers).
   */
  determined(): string[] {
    const rows = this.equations.map(({ terms, sum }) => {
      const row = new Array<bigint>(this.unknown.length + 1).fill(0n);
      for (const [index, factor] of terms) row[index] = (row[index] ?? 0n) + BigInt(factor);
      row[this.unknown.length] = BigInt(sum);
      return row;
    });
    const found: string[] = [];
    for (const [name, row] of reduced(rows, this.unknown)) {
      if (row.slice(0, -1).filter((value) => value !== 0n).length === 1) found.push(name);
    }
    return found;
  }

  /** Narrows the bounds of each number by those of the others in its equations, until nothing changes. */
  bounds(): ReadonlyMap<string, Bounds> {
    const box = this.narrowed(this.unknown.map((_, index) => ({ least: this.least[index] ?? 0, most: Infinity })));
    if (!box) throw new Error('What is published contradicts itself');
    return new Map(this.unknown.map((name, index) => [name, box[index] ?? { least: 0, most: Infinity }]));
  }

  /** Whether a table compatible with all known numbers exists in which that number lies between these bounds. */
  isPossible(place: Place, least: number, most: number): boolean {
    const index = this.unknown.indexOf(nameOf(place));
    const start = this.unknown.map((_, i) => ({ least: this.least[i] ?? 0, most: Infinity }));
    start[index] = { least: Math.max(least, start[index]?.least ?? 0), most };
    return this.isSolvable(start);
  }

  private isSolvable(start: readonly Bounds[]): boolean {
    const box = this.narrowed(start);
    if (!box) return false;
    const widths = box.map(({ least, most }) => most - least);
    const narrowest = Math.min(...widths.filter((width) => width > 0));
    if (narrowest === Infinity && widths.every((width) => width === 0)) return true;
    const open = widths.indexOf(narrowest);
    const { least, most } = box[open] ?? { least: 0, most: 0 };
    // A table with any value of a number has a compatible one near its minimum.
    for (let value = least; value <= Math.min(most, least + 30); value += 1) {
      if (this.isSolvable(box.with(open, { least: value, most: value }))) return true;
    }
    return false;
  }

  private ask(name: string, least: number): void {
    this.unknown.push(name);
    this.least.push(least);
  }

  private equationOf(whole: Place, depths: TableDepth, parts: readonly Place[]): Equation {
    const terms: [number, number][] = [];
    let sum = 0;
    const put = (place: Place, factor: number): void => {
      const count = this.known.get(nameOf(place));
      if (count === undefined) terms.push([this.unknown.indexOf(nameOf(place)), factor]);
      else sum -= factor * count;
    };
    put(whole, -1);
    for (const part of parts) if (nameOf(cut(part, depths)) === nameOf(whole)) put(part, 1);
    return { terms, sum };
  }

  private narrowed(start: readonly Bounds[]): Bounds[] | null {
    const box = [...start];
    for (let isMoving = true; isMoving;) {
      isMoving = false;
      for (const { terms, sum } of this.equations) {
        if (terms.length === 0 && sum !== 0) return null;
        for (const [index, factor] of terms) {
          let [low, high] = [sum, sum];
          for (const [other, by] of terms) {
            if (other === index) continue;
            const { least, most } = box[other] ?? { least: 0, most: Infinity };
            low -= by > 0 ? by * most : by * least;
            high -= by > 0 ? by * least : by * most;
          }
          const was = box[index] ?? { least: 0, most: Infinity };
          const least = Math.max(was.least, factor > 0 ? low : -high);
          const most = Math.min(was.most, factor > 0 ? high : -low);
          if (least > most) return null;
          if (least > was.least || most < was.most) {
            box[index] = { least, most };
            isMoving = true;
          }
        }
      }
    }
    return box;
  }
}

function nameOfDepth(table: TableDepth): string {
  return table.join();
}

function cut(place: Place, table: TableDepth): Place {
  return place.map((path, d) => path.slice(0, table[d] ?? 0));
}

function distinct(places: readonly Place[]): Place[] {
  return [...new Map(places.map((place) => [nameOf(place), place])).values()];
}

/** Returns the row of each number after elimination of as many numbers as possible. */
function reduced(rows: bigint[][], names: readonly string[]): [string, bigint[]][] {
  const solved: [string, bigint[]][] = [];
  let left = rows;
  for (const [column, name] of names.entries()) {
    const pivot = left.find((row) => row[column] !== 0n);
    if (!pivot) continue;
    const without = (row: bigint[]): bigint[] => eliminated(row, pivot, column);
    left = left.filter((row) => row !== pivot).map(without);
    for (const one of solved) one[1] = without(one[1]);
    solved.push([name, pivot]);
  }
  return solved;
}

function eliminated(row: bigint[], pivot: bigint[], column: number): bigint[] {
  const [factor = 0n, by = 1n] = [row[column], pivot[column]];
  if (factor === 0n) return row;
  const result = row.map((value, at) => value * by - (pivot[at] ?? 0n) * factor);
  const divisor = result.reduce(commonDivisor, 0n);
  return divisor > 1n ? result.map((value) => value / divisor) : result;
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [one, other] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (other !== 0n) [one, other] = [other, one % other];
  return one;
}
