import type { Facet } from '../facets.js';
import type { Figures } from '../figures.contract.js';

/**
 * Published number: its definition in the customer's words, and the day that places a record in a period. The ledger's
 * migration repeats the definition in SQL (`counted`). Both change together.
 */
export interface Measure {
  /** Name in the database and in historical totals. */
  readonly key: string;
  /** Property among the figures of a report. */
  readonly property: keyof Figures;
  readonly words: string;
  /** Date that places a record in a period, always a day where the record's task force is. */
  readonly placedBy: string;
  /** Facets by which a reader may break down its records, in any combination. */
  readonly facets: readonly Facet[];
  /**
   * Kind of person that a small number of the measure could identify; absent where it identifies nobody. Children are
   * protected in every file that leaves the unit, offenders in publications.
   */
  readonly identifies?: 'victims' | 'offenders';
}
