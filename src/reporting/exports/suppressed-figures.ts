import { InvalidInput } from '../../platform/http/problems.js';
import { suppressCells } from '../reports/suppression.js';

/** Number as it leaves the unit. */
export type ShownNumber = number | 'suppressed';

/** Figure before suppression: its path among the parts, and its two addends. */
export interface CountedFigure {
  /** One word per step, the widest first; empty without a breakdown. */
  readonly at: readonly string[];
  readonly recorded: number;
  readonly historical: number;
}

export interface ShownFigure {
  readonly recorded: ShownNumber;
  readonly historical: ShownNumber;
  readonly total: ShownNumber;
}

const origins = ['recorded', 'historical'] as const;

/** Limit of the parts. Suppression blocks the event loop, and with this many parts for a second at most. */
const maxParts = 1_000;

/**
 * Figures about victims in one file, suppressed as one publication: recorded, historical and total, of the whole and of
 * each part. Recorded and historical numbers are a dimension of the table, so neither reveals the other.
 */
export class SuppressedFigures {
  private readonly counts = new Map<string, number | null>();

  /** Takes parts that add up to the whole. A single part without a step is the whole. */
  constructor(parts: readonly CountedFigure[]) {
    const depth = parts[0]?.at.length ?? 0;
    const counted = parts.filter(({ recorded, historical }) => recorded + historical > 0);
    if (counted.length > maxParts) {
      throw InvalidInput.forPath(
        '/query/by',
        `makes more than ${maxParts} numbers about victims; use fewer dimensions or a shorter period`,
      );
    }
    const cells = counted.flatMap(({ at, ...figure }) =>
      origins.map((origin) => ({ at: [at, [origin]], count: figure[origin] })),
    );
    const tables = [...new Set([0, depth])].flatMap((shownDepth) => [
      [shownDepth, 0],
      [shownDepth, 1],
    ]);
    for (const { at, count } of suppressCells(cells, tables)) this.counts.set(JSON.stringify(at), count);
  }

  get hasSuppressed(): boolean {
    return [...this.counts.values()].includes(null);
  }

  /**
   * Whether the recorded number can be computed from the shown numbers of the part. Historical totals count as known.
   */
  isComputable(path: readonly string[]): boolean {
    const { recorded, total } = this.getFigure(path);
    return recorded !== 'suppressed' || total !== 'suppressed';
  }

  /** Suppresses the recorded number of a part, and with it the total. */
  suppress(path: readonly string[]): void {
    for (const origin of [['recorded'], []]) this.counts.set(JSON.stringify([path, origin]), null);
  }

  /** Returns the figure of a part, or of the whole for an empty path. */
  getFigure(path: readonly string[]): ShownFigure {
    const numberOf = (...origin: string[]): ShownNumber => {
      const count = this.counts.get(JSON.stringify([path, origin]));
      // Zeros are not among the numbers, and they are published.
      return count === null ? 'suppressed' : (count ?? 0);
    };
    return { recorded: numberOf('recorded'), historical: numberOf('historical'), total: numberOf() };
  }
}
