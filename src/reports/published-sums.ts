/** A cell of the finest table: where it lies in each dimension, from the widest step to the narrowest, and what was counted there. */
export interface CountedCell {
  readonly at: readonly (readonly string[])[];
  readonly count: number;
}

/** How many steps a table tells of each dimension: of agencies in task forces 0 is the nation, 1 the task force, 2 the agency. */
export type TableDepth = readonly number[];

/** Why a number is left out of what is published. */
export type Suppression = 'small' | 'complement';

/** A number that is to be published: the sum of all cells below it. */
export interface PublishedSum {
  /** Where it stands in each dimension, by number: 0 is all of it. */
  readonly steps: readonly number[];
  readonly at: readonly (readonly string[])[];
  /** How far above the finest cells it stands: the higher, the more is lost with it. */
  readonly height: number;
  count: number;
  suppression: Suppression | null;
}

/** A cell that something was counted in, and its steps in each dimension down to where it lies. */
export interface FinestCell {
  readonly lines: readonly (readonly number[])[];
  count: number;
}

/** The steps of one dimension: each by its number, with those it lies in, from the widest to itself. */
class Dimension {
  private readonly numbers = new Map<string, number>();
  private readonly lines: (readonly number[])[] = [[0]];

  /** The numbers from the whole dimension down to the last step of the path. */
  lineOf(path: readonly string[]): readonly number[] {
    let line: readonly number[] = [0];
    for (const depth of path.keys()) line = this.lineAt(JSON.stringify(path.slice(0, depth + 1)), line);
    return line;
  }

  /** All that is as deep as a cell. */
  leaves(): (readonly number[])[] {
    const deepest = Math.max(...this.lines.map(({ length }) => length));
    return this.lines.filter(({ length }) => length === deepest);
  }

  get size(): number {
    return this.lines.length;
  }

  private lineAt(name: string, above: readonly number[]): readonly number[] {
    const known = this.lines[this.numbers.get(name) ?? -1];
    if (known) return known;
    const line = [...above, this.lines.length];
    this.numbers.set(name, this.lines.length);
    this.lines.push(line);
    return line;
  }
}

/** Every number of several tables that are published together, and the finest cells they are all sums of. */
export class PublishedSums {
  readonly published = new Map<number, PublishedSum>();
  /** In each dimension where a cell can lie. */
  readonly leaves: readonly (readonly (readonly number[])[])[];
  private readonly cells = new Map<number, FinestCell>();
  private readonly strides: readonly number[];

  constructor(cells: readonly CountedCell[], tables: readonly TableDepth[]) {
    const dimensions = (cells[0]?.at ?? []).map(() => new Dimension());
    const counted = cells
      .filter(({ count }) => count > 0)
      .map(({ at, count }) => ({ at, count, lines: dimensions.map((one, d) => one.lineOf(at[d] ?? [])) }));
    this.strides = dimensions.map((_, d) => dimensions.slice(d + 1).reduce((product, { size }) => product * size, 1));
    this.leaves = dimensions.map((one) => one.leaves());
    for (const { at, count, lines } of counted) {
      const leaf = this.keyOf(lines.map((line) => line.at(-1) ?? 0));
      this.cells.set(leaf, { lines, count: this.countAt(leaf) + count });
      for (const depths of tables) this.add(count, lines, at, depths);
    }
  }

  /** A place in all dimensions as one number; of each dimension it has one addend. */
  keyOf(steps: readonly number[]): number {
    return steps.reduce((key, step, d) => key + this.addend(d, step), 0);
  }

  addend(dimension: number, step: number): number {
    return step * (this.strides[dimension] ?? 1);
  }

  countAt(leaf: number): number {
    return this.cells.get(leaf)?.count ?? 0;
  }

  /** The cell with the most in it of those that a sum is of. */
  heaviestOf({ steps, height }: PublishedSum): FinestCell {
    const own = height === 0 ? this.cells.get(this.keyOf(steps)) : undefined;
    if (own) return own;
    return [...this.cells.values()]
      .filter(({ lines }) => lines.every((line, d) => line.includes(steps[d] ?? 0)))
      .reduce((heaviest, cell) => (cell.count > heaviest.count ? cell : heaviest));
  }

  private add(count: number, lines: readonly (readonly number[])[], at: CountedCell['at'], depths: TableDepth): void {
    const steps = lines.map((line, d) => line[depths[d] ?? 0] ?? 0);
    const key = this.keyOf(steps);
    const sum = this.published.get(key);
    if (sum) sum.count += count;
    else {
      const height = lines.reduce((all, line, d) => all + line.length - 1 - (depths[d] ?? 0), 0);
      const place = at.map((path, d) => path.slice(0, depths[d]));
      this.published.set(key, { steps, at: place, height, count, suppression: null });
    }
  }
}
