import { isSmallCount } from '../suppression.js';
import { maxSmallCount } from '../complementary-suppression.js';
import { createCounter, type PublicCell, type PublicRecord } from './public-cell.js';

/** Limit of the candidate exchanges per class. Beyond it the number is suppressed. */
const maxCandidates = 20_000;

/**
 * Number that is published as suppressed. A reader knows that it is not zero, and is assumed to know whether it is
 * small.
 */
interface SuppressedNumber {
  readonly members: ReadonlySet<number>;
  readonly count: number;
}

/** Records that lie in the same published numbers. No published number separates them. */
interface RecordClass {
  /** Published numbers that contain the records, in ascending order. */
  readonly numbers: readonly number[];
  readonly records: readonly number[];
  readonly count: number;
}

type Classes = ReadonlyMap<string, RecordClass>;

/** Exchange that changes no published number. Each record of `plus` counts once more, each of `minus` once less. */
interface Exchange {
  readonly plus: readonly number[];
  readonly minus: readonly number[];
}

/**
 * Everything published about one measure, and whether a number of 1 to 4 could be computed from it. Two rules hold at
 * any time.
 *
 * 1. Each class of 1 to 4 records has an exchange that adds to it. The exchange takes only from large classes: each
 * makes more than 4 together with the small class. No sum of classes that comes to 1 to 4 therefore follows from the
 * published numbers, whether it is published or not.
 * 2. Each suppressed number of 1 to 4 has an exchange that changes it by one. The exchange changes no published number.
 * It leaves every other suppressed number above zero, and every small one small.
 *
 * An exchange is a proof: both tables are possible by everything published. Without a found exchange, the number counts
 * as recoverable.
 */
export class Recoverability {
  private classes: Classes;
  /** Class of each record, by its index. */
  private homes: readonly RecordClass[] = [];
  private exchanges = new Map<string, Exchange>();
  private readonly suppressed: SuppressedNumber[] = [];
  private published = 0;

  constructor(private readonly records: readonly PublicRecord[]) {
    const all = records.map((_, index) => index);
    this.classes = new Map(all.length > 0 ? [['', this.createClass([], all)]] : []);
    this.homes = all.map(() => this.classes.get('') as RecordClass);
  }

  countRecords(cell: PublicCell): number {
    return this.findMembers(cell).reduce((sum, index) => sum + this.getWeight(index), 0);
  }

  /** Adds a known published number, without a check. */
  addPublished(cell: PublicCell): void {
    this.classes = this.split(new Set(this.findMembers(cell)));
    const homes = [...this.homes];
    for (const one of this.classes.values()) for (const index of one.records) homes[index] = one;
    this.homes = homes;
    this.published += 1;
  }

  addSuppressed(cell: PublicCell): void {
    const members = this.findMembers(cell);
    this.suppressed.push({
      members: new Set(members),
      count: members.reduce((sum, index) => sum + this.getWeight(index), 0),
    });
  }

  /** Publishes the number and returns true. If a rule would not hold, changes nothing and returns false. */
  publish(cell: PublicCell): boolean {
    const { classes, homes, exchanges } = this;
    this.addPublished(cell);
    if (this.isSound()) return true;
    Object.assign(this, { classes, homes, exchanges });
    this.published -= 1;
    return false;
  }

  isSound(): boolean {
    const exchanges = new Map<string, Exchange>();
    for (const [name, small] of this.classes) {
      if (small.numbers.length === 0 || !isSmallCount(small.count)) continue;
      const known = this.exchanges.get(name);
      const exchange = known && this.isExchange(known, small) ? known : this.findExchange(small);
      if (!exchange) return false;
      exchanges.set(name, exchange);
    }
    this.exchanges = exchanges;
    return this.suppressed.every((one) => !isSmallCount(one.count) || this.hasAlternative(one));
  }

  private findMembers(cell: PublicCell): number[] {
    const counts = createCounter(cell);
    return this.records.flatMap((record, index) => (counts(record) ? [index] : []));
  }

  private getWeight(index: number): number {
    return this.records[index]?.n ?? 0;
  }

  private createClass(numbers: readonly number[], records: readonly number[]): RecordClass {
    return { numbers, records, count: records.reduce((sum, index) => sum + this.getWeight(index), 0) };
  }

  /** Returns the classes after another number is published. */
  private split(members: ReadonlySet<number>): Classes {
    const classes = new Map<string, RecordClass>();
    for (const [name, one] of this.classes) {
      const within = one.records.filter((index) => members.has(index));
      if (within.length === 0) {
        classes.set(name, one);
        continue;
      }
      if (within.length < one.records.length) {
        const outside = one.records.filter((index) => !members.has(index));
        classes.set(name, this.createClass(one.numbers, outside));
      }
      const numbers = [...one.numbers, this.published];
      classes.set(numbers.join(), this.createClass(numbers, within));
    }
    return classes;
  }

  /** Whether an exchange found earlier still adds to the small class and changes no published number. */
  private isExchange({ plus, minus }: Exchange, small: RecordClass): boolean {
    const homes = (indexes: readonly number[]): RecordClass[] => indexes.flatMap((index) => this.homes[index] ?? []);
    const [added, taken] = [homes(plus), homes(minus)];
    const numbers = (classes: readonly RecordClass[]): string =>
      classes
        .flatMap((one) => one.numbers)
        .sort((a, b) => a - b)
        .join();
    return added[0] === small && taken.every((one) => isLarge(one, small)) && numbers(added) === numbers(taken);
  }

  /**
   * Returns an exchange for a small class. The class gains as much as a second class loses. A third and a fourth class
   * balance the change, as at the corners of a rectangle. The fourth may lie outside every published number.
   */
  private findExchange(small: RecordClass): Exchange | null {
    const large = [...this.classes.values()]
      .filter((one) => one !== small && one.numbers.length > 0 && isLarge(one, small))
      .sort((a, b) => b.count - a.count);
    const wanted = new Set(small.numbers);
    const sharing = large.filter(({ numbers }) => numbers.some((one) => wanted.has(one)));
    let left = maxCandidates;
    for (const second of sharing) {
      const missing = small.numbers.filter((one) => !second.numbers.includes(one));
      const thirds =
        missing.length === 0
          ? [null]
          : sharing.filter((one) => one !== second && missing.every((number) => one.numbers.includes(number)));
      for (const third of thirds) {
        left -= 1;
        if (left < 0) return null;
        const fourth = balanceNumbers(small, second, third);
        if (fourth === null) continue;
        const recordClass = fourth.length === 0 ? null : this.classes.get(fourth.join());
        if (recordClass === undefined || recordClass === small) continue;
        return createExchange([small, ...(recordClass ? [recordClass] : [])], [second, ...(third ? [third] : [])]);
      }
    }
    return null;
  }

  /** Whether some exchange changes the small number by one and contradicts nothing known. */
  private hasAlternative(number: SuppressedNumber): boolean {
    for (const recordClass of this.classes.values()) {
      const within = recordClass.records.filter((index) => number.members.has(index));
      if (within.length === 0) continue;
      if (recordClass.numbers.length === 0 && within.some((index) => this.isPossible({ plus: [index], minus: [] })))
        return true;
      const outside = recordClass.records.filter((index) => !number.members.has(index));
      for (const index of within) {
        for (const other of outside) {
          if (this.isPossible({ plus: [index], minus: [other] })) return true;
        }
      }
      const exchange = this.exchanges.get(recordClass.numbers.join());
      if (exchange && this.countChange(exchange, number) !== 0 && this.isPossible(exchange)) return true;
    }
    return false;
  }

  /** Whether all suppressed numbers stay as they are known, after the exchange or its opposite. */
  private isPossible(exchange: Exchange): boolean {
    return [1, -1].some((sign) =>
      this.suppressed.every((one) => {
        const changed = one.count + sign * this.countChange(exchange, one);
        return changed >= 1 && (!isSmallCount(one.count) || changed <= maxSmallCount);
      }),
    );
  }

  private countChange({ plus, minus }: Exchange, { members }: SuppressedNumber): number {
    const within = (indexes: readonly number[]): number => indexes.filter((index) => members.has(index)).length;
    return within(plus) - within(minus);
  }
}

/** Whether a class makes more than four together with a small one, so that it can raise the small one to five. */
function isLarge(one: RecordClass, small: RecordClass): boolean {
  return one.count + small.count > maxSmallCount;
}

/** Returns the published numbers of the class that balances an exchange; null if there is none. */
function balanceNumbers(small: RecordClass, second: RecordClass, third: RecordClass | null): number[] | null {
  const left = [...second.numbers, ...(third?.numbers ?? [])];
  for (const number of small.numbers) {
    const at = left.indexOf(number);
    if (at < 0) return null;
    left.splice(at, 1);
  }
  left.sort((a, b) => a - b);
  return left.some((number, at) => number === left[at - 1]) ? null : left;
}

function createExchange(plus: readonly RecordClass[], minus: readonly RecordClass[]): Exchange {
  const first = (classes: readonly RecordClass[]): number[] => classes.flatMap(({ records }) => records.slice(0, 1));
  return { plus: first(plus), minus: first(minus) };
}
