import highs from 'highs';

/** Published number as an attacker reads it: the set of records it counts, and the shown value. */
export interface SeenNumber<Atom> {
  readonly name: string;
  readonly counts: (atom: Atom) => boolean;
  readonly shown: number | null;
  /** Real count; the attack uses it only to determine whether a suppressed number is from 1 to 4. */
  readonly real: number;
}

/** Number that the attacker wants to know. */
export interface Target<Atom> {
  readonly name: string;
  readonly counts: (atom: Atom) => boolean;
  readonly real: number;
}

interface Unknown<Atom> {
  readonly atom: Atom;
  readonly seen: readonly number[];
}

/**
 * Attacker with every public file and an integer program solver. Known: each shown number is the sum of its records, no
 * count is negative, and a suppressed number is not zero. Also known: which suppressed numbers are from 1 to 4.
 */
export class AttackOnPublications<Atom> {
  private readonly unknowns: readonly Unknown<Atom>[];
  private readonly solver = loadSolver();

  /** `atoms` is every cell that a record can belong to, with or without one. */
  constructor(
    atoms: readonly Atom[],
    private readonly seen: readonly SeenNumber<Atom>[],
    private readonly targets: readonly Target<Atom>[],
  ) {
    const classes = new Map<string, Unknown<Atom>>();
    for (const atom of atoms) {
      const within = [...seen, ...targets].flatMap(({ counts }, index) => (counts(atom) ? [index] : []));
      const name = within.join();
      if (!classes.has(name)) classes.set(name, { atom, seen: within });
    }
    this.unknowns = [...classes.values()];
  }

  /** Returns the targets from 1 to 4 that have a single value in every compatible table. */
  async recovered(): Promise<string[]> {
    const found: string[] = [];
    for (const target of this.targets) {
      if (target.real < 1 || target.real > 4) continue;
      const least = await this.bestOf(target, 'Minimize');
      const most = await this.bestOf(target, 'Maximize');
      if (least === most) found.push(`${target.name} = ${least}`);
    }
    return found;
  }

  /** Returns the minimum or maximum of a target, or null without a bound. */
  private async bestOf({ counts }: Target<Atom>, direction: 'Minimize' | 'Maximize'): Promise<number | null> {
    const terms = this.termsOf(counts);
    if (terms.length === 0) return 0;
    const rows = this.seen.flatMap((number, index) => this.rowsOf(number, index));
    const names = this.unknowns.map((_, index) => `x${index}`);
    const bounds = names.map((name) => `0 <= ${name} <= ${most}`);
    const program = [
      direction,
      ` obj: ${terms.join(' + ')}`,
      'Subject To',
      ...rows,
      'Bounds',
      ...bounds.map((bound) => ` ${bound}`),
      'General',
      ` ${names.join(' ')}`,
      'End',
    ].join('\n');
    const { Status, ObjectiveValue } = (await this.solver).solve(program);
    if (Status !== 'Optimal') throw new Error(`The solver answers ${Status}`);
    return Math.round(ObjectiveValue) === most ? null : Math.round(ObjectiveValue);
  }

  private rowsOf({ counts, shown, real }: SeenNumber<Atom>, index: number): string[] {
    const terms = this.termsOf(counts);
    if (terms.length === 0) return [];
    const sum = terms.join(' + ');
    if (shown !== null) return [` c${index}: ${sum} = ${shown}`];
    return [` l${index}: ${sum} >= 1`, ...(real <= 4 ? [` u${index}: ${sum} <= 4`] : [])];
  }

  private termsOf(counts: (atom: Atom) => boolean): string[] {
    return this.unknowns.flatMap(({ atom }, index) => (counts(atom) ? [`x${index}`] : []));
  }
}

/** Its types are those of CommonJS, and it is loaded as a module. */
const loadSolver = highs as unknown as typeof highs.default;

const most = 1_000;
