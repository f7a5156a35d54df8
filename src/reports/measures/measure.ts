import type { Facet } from '../facets.js';
import type { Figures } from '../figures.contract.js';

/**
 * A number the programme publishes: what it counts, in the customer's words, and what places it in a period. Which rows count stands
 * once more as SQL, in the migration that keeps the ledger (`counted`): both change together.
 */
export interface Measure {
  /** What it is called in the database and in carried figures. */
  readonly key: string;
  /** Where it stands among the figures of a report. */
  readonly property: keyof Figures;
  readonly words: string;
  /** The date that places a record in a period, always a day where the record's task force is. */
  readonly placedBy: string;
  /** What a reader may tell its records apart by, in any combination. */
  readonly facets: readonly Facet[];
  /**
   * The few persons whom a small number of the measure could identify; absent where it identifies nobody. Children are protected in
   * everything that leaves the unit, offenders in what is published.
   */
  readonly identifies?: 'victims' | 'offenders';
}
