import type { Separator } from './import.enums.js';

/**
 * Row of a file: its number, and its cells by column or the fault of the whole row. Headings on the first line have the
 * number 1.
 */
export interface FileRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly fault?: string;
  /** Faults of single cells, by column. Such a cell has no value. */
  readonly cellFaults?: ReadonlyMap<number, string>;
}

/** Head and separator that were found in a file; null for a format without one. */
export interface FileLayout {
  readonly headRow: number | null;
  readonly separator: Separator | null;
}

/** File that is being read: its column names, and its rows, of which only a few are in memory. */
export interface FileRows extends FileLayout {
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<FileRow>;
  /** Closes the file before an iteration of its rows, which closes it otherwise. */
  readonly close: () => void;
}

export const tooManyCells = 'has more cells than there are columns';
