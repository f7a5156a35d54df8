import { InvalidInput } from '../../platform/http/problems.js';
import { suppressed } from '../reports/suppression.js';

/** Number as it leaves the unit. */
export type Told = number | 'suppressed';

/** Figure before suppression: its path among the parts, and its two addends. */
export interface CountedFigure {
  /** One word per step, the widest first; empty without a breakdown. */
  readonly at: readonly string[];
  readonly recorded: number;
  readonly historical: number;
}

/** Figure as it leaves the unit. */
export interface ToldFigure {
  readonly recorded: Told;
  readonly historical: Told;
  readonly total: Told;
}

const origins = ['recorded', 'historical'] as const;

/** Limit of the parts. Suppression blocks the event loop, and with this many parts for a second at most. */
const mostParts = 1_000;

/**
 * Figures about victims in one file, suppressed as one publication: recorded, historical and total, of the whole and of
 * each part. Recorded and historical numbers are a dimension of the table, so neither reveals the other.
 */
export class SuppressedFigures {
  private readonly told = new Map<string, number | null>();

  /** Takes parts that add up to the whole. A single part without a step is the whole. */
  constructor(parts: readonly CountedFigure[]) {
    const depth = parts[0]?.at.length ?? 0;
    const counted = parts.filter(({ recorded, historical }) => recorded + historical > 0);
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

  get hidesSome(): boolean {
    return [...this.told.values()].includes(null);
  }

  /**
   * Whether the recorded number can be computed from the shown numbers of the part. Historical totals count as known.
   */
  tells(at: readonly string[]): boolean {
    const { recorded, total } = this.figureAt(at);
    return recorded !== 'suppressed' || total !== 'suppressed';
  }

  /** Suppresses the recorded number of a part, and with it the total. */
  withhold(at: readonly string[]): void {
    for (const origin of [['recorded'], []]) this.told.set(JSON.stringify([at, origin]), null);
  }

  /** Returns the figure of a part, or of the whole for an empty path. */
  figureAt(at: readonly string[]): ToldFigure {
    const numberOf = (...origin: string[]): Told => {
      const count = this.told.get(JSON.stringify([at, origin]));
      // Zeros are not among the numbers, and they are published.
      return count === null ? 'suppressed' : (count ?? 0);
    };
    return { recorded: numberOf('recorded'), historical: numberOf('historical'), total: numberOf() };
  }
}
