/** A row of a file by its number in it, where headings on the first line are 1: its cells by their columns, or what is wrong with all of it. */
export interface FileRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly fault?: string;
  /** What is wrong with a cell in itself, by its column: such a cell says nothing. */
  readonly cellFaults?: ReadonlyMap<number, string>;
}

/** A file that is being read: what its columns are called, and its rows, of which a few are in memory. */
export interface FileRows {
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<FileRow>;
  /** For whoever has not begun on the rows: the others end it by their iteration. */
  readonly close: () => void;
}

export const widerThanHeadings = 'has more cells than there are columns';
