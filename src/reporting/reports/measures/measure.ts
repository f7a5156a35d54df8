import type { CountedTable } from '../ledger/counted-tables.js';
import type { Facet } from '../facets.js';
import type { Figures } from '../figures.view.js';

/**
 * Published number: its definition in the customer's words and in SQL, and the day that places a record in a period. `npm run ledger:sql`
 * writes the ledger's functions from it.
 */
export interface Measure {
  /** Name in the database and in historical totals. */
  readonly key: string;
  readonly property: keyof Figures;
  readonly words: string;
  /** Date that places a record in a period, always a day in the time zone of the record's task force. */
  readonly placedBy: string;
  /** Facets by which a reader may break down its records, in any combination. */
  readonly facets: readonly Facet[];
  /**
   * Kind of person that a small number of the measure could identify; absent where it identifies nobody. Children are
   * protected in every file that leaves the unit, offenders in publications.
   */
  readonly identifies?: 'victims' | 'offenders';
  readonly counts: readonly CountedRows[];
}

/** Rows of one table that a measure counts. In SQL a row of the table is `r`, and its complaint `c`. */
export interface CountedRows {
  readonly table: CountedTable;
  /** Condition, besides that the row is not void. Absent: every row counts. */
  readonly when?: string;
  /** Local day that places the row. */
  readonly day: string;
  /** Number that the row counts. Absent: 1. */
  readonly n?: string;
  /** Facets besides the type and mode of the complaint. */
  readonly facets?: Partial<Readonly<Record<Facet, string>>>;
}

/** Condition by which one complaint counts of all those of a tip, in several task forces or merged in one. */
export const countsOnce = 'r.merged_into IS NULL AND r.transferred_to IS NULL AND r.referred_from IS NULL';
