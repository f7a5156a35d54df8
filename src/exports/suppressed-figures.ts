import { InvalidInput } from '../platform/http/problems.js';
import { suppressed } from '../reports/suppression.js';

/** A number as it leaves the unit. */
export type Told = number | 'suppressed';

/** A figure before anything of it is suppressed: where it stands among the parts, and the two numbers it is the sum of. */
export interface CountedFigure {
  /** One word for each step, the widest first; of what is not told apart it is empty. */
  readonly at: readonly string[];
  readonly recorded: number;
  readonly carried: number;
}

/** A figure as it leaves the unit. */
export interface ToldFigure {
  readonly recorded: Told;
  readonly carried: Told;
  readonly total: Told;
}

const origins = ['recorded', 'carried'] as const;

/** Suppression tries each number against the others while everybody waits: of so many that is a second at most. */
const mostParts = 1_000;

/**
 * Figures about victims that leave the unit in one file, as one publication: of the whole and of each part what was recorded, what was
 * carried over, and both. Recorded and carried are told apart like all else, so that neither gives the other back.
 */
export class SuppressedFigures {
  private readonly told = new Map<string, number | null>();

  /** They add up to the whole; one part alone, at no step, is the whole. */
  constructor(parts: readonly CountedFigure[]) {
    const depth = parts[0]?.at.length ?? 0;
    const counted = parts.filter(({ recorded, carried }) => recorded + carried > 0);
    if (counted.length > mostParts) {
      throw InvalidInput.at('/query/by', `tells more than ${mostParts} numbers about victims; ask for less`);
    }
    const cells = counted.flatMap(({ at, ...figure }) =>
      origins.map((origin) => ({ at: [at, [origin]], count: figure[origin] })),
    );
    const tables = [...new Set([0, depth])].flatMap((told) => [
      [told, 0],
      [told, 1],
    ]);
    for (const { at, count } of suppressed(cells, tables)) this.told.set(JSON.stringify(at), count);
  }

  /** Whether anything is suppressed. */
  get hidesSome(): boolean {
    return [...this.told.values()].includes(null);
  }

  /** Whether what was recorded follows from what is told of the part: figures that were carried over count as known. */
  tells(at: readonly string[]): boolean {
    const { recorded, total } = this.figureAt(at);
    return recorded !== 'suppressed' || total !== 'suppressed';
  }

  /** Suppresses what was recorded of the part, and with it the total. */
  withhold(at: readonly string[]): void {
    for (const origin of [['recorded'], []]) this.told.set(JSON.stringify([at, origin]), null);
  }

  /** Of a part; at no step of the whole. */
  figureAt(at: readonly string[]): ToldFigure {
    const numberOf = (...origin: string[]): Told => {
      const count = this.told.get(JSON.stringify([at, origin]));
      // What is not among the numbers is zero, and zeros are published.
      return count === null ? 'suppressed' : (count ?? 0);
    };
    return { recorded: numberOf('recorded'), carried: numberOf('carried'), total: numberOf() };
  }
}
