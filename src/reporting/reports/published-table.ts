/** Cell of the finest table: its path in each dimension, from the widest step to the narrowest, and its count. */
export interface CountedCell {
  readonly at: readonly (readonly string[])[];
  readonly count: number;
}

/**
 * Number of steps that a table shows of each dimension. For agencies in task forces 0 is the nation, 1 the task force,
 * 2 the agency.
 */
export type TableDepth = readonly number[];

/** Reason for a suppression: primary (`small`) or complementary (`complement`). */
export type Suppression = 'small' | 'complement';

/** Number to publish: the sum of all cells below it. */
export interface PublishedSum {
  /** Position in each dimension, by step number; 0 is the whole dimension. */
  readonly steps: readonly number[];
  readonly at: readonly (readonly string[])[];
  /** Distance above the finest cells. The higher the sum, the more information its suppression loses. */
  readonly height: number;
  count: number;
  suppression: Suppression | null;
}

/** Finest cell with a count, and its steps in each dimension. */
export interface FinestCell {
  readonly lines: readonly (readonly number[])[];
  count: number;
}

/** Steps of one dimension. Each has a number and a line: the steps that contain it, from the widest to itself. */
class Dimension {
  private readonly numbers = new Map<string, number>();
  private readonly lines: (readonly number[])[] = [[0]];

  /** Returns the line of the last step of the path. */
  resolveLine(path: readonly string[]): readonly number[] {
    let line: readonly number[] = [0];
    for (const depth of path.keys()) line = this.findOrAddLine(JSON.stringify(path.slice(0, depth + 1)), line);
    return line;
  }

  listLeaves(): (readonly number[])[] {
    const deepest = Math.max(...this.lines.map(({ length }) => length));
    return this.lines.filter(({ length }) => length === deepest);
  }

  get size(): number {
    return this.lines.length;
  }

  private findOrAddLine(name: string, above: readonly number[]): readonly number[] {
    const known = this.lines[this.numbers.get(name) ?? -1];
    if (known) return known;
    const line = [...above, this.lines.length];
    this.numbers.set(name, this.lines.length);
    this.lines.push(line);
    return line;
  }
}

/** All numbers of several tables that are published together, and the finest cells that they sum up. */
export class PublishedTable {
  readonly published = new Map<number, PublishedSum>();
  /** Possible positions of a cell in each dimension. */
  readonly leaves: readonly (readonly (readonly number[])[])[];
  private readonly cells = new Map<number, FinestCell>();
  private readonly strides: readonly number[];

  constructor(cells: readonly CountedCell[], tables: readonly TableDepth[]) {
    const dimensions = (cells[0]?.at ?? []).map(() => new Dimension());
    const counted = cells
      .filter(({ count }) => count > 0)
      .map(({ at, count }) => ({ at, count, lines: dimensions.map((one, d) => one.resolveLine(at[d] ?? [])) }));
    this.strides = dimensions.map((_, d) => dimensions.slice(d + 1).reduce((product, { size }) => product * size, 1));
    this.leaves = dimensions.map((one) => one.listLeaves());
    for (const { at, count, lines } of counted) {
      const leaf = this.toKey(lines.map((line) => line.at(-1) ?? 0));
      this.cells.set(leaf, { lines, count: this.getCount(leaf) + count });
      for (const depths of tables) this.add(count, lines, at, depths);
    }
  }

  /** Returns a position in all dimensions as one number, with one addend for each dimension. */
  toKey(steps: readonly number[]): number {
    return steps.reduce((key, step, d) => key + this.toAddend(d, step), 0);
  }

  toAddend(dimension: number, step: number): number {
    return step * (this.strides[dimension] ?? 1);
  }

  getCount(leaf: number): number {
    return this.cells.get(leaf)?.count ?? 0;
  }

  /** Returns the cell with the highest count below a sum. */
  findLargestCell({ steps, height }: PublishedSum): FinestCell {
    const own = height === 0 ? this.cells.get(this.toKey(steps)) : undefined;
    if (own) return own;
    return [...this.cells.values()]
      .filter(({ lines }) => lines.every((line, d) => line.includes(steps[d] ?? 0)))
      .reduce((largest, cell) => (cell.count > largest.count ? cell : largest));
  }

  private add(
    count: number,
    lines: readonly (readonly number[])[],
    paths: CountedCell['at'],
    depths: TableDepth,
  ): void {
    const steps = lines.map((line, d) => line[depths[d] ?? 0] ?? 0);
    const key = this.toKey(steps);
    const sum = this.published.get(key);
    if (sum) sum.count += count;
    else {
      const height = lines.reduce((all, line, d) => all + line.length - 1 - (depths[d] ?? 0), 0);
      const place = paths.map((path, d) => path.slice(0, depths[d]));
      this.published.set(key, { steps, at: place, height, count, suppression: null });
    }
  }
}
