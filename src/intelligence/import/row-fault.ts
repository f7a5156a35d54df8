/** Fault of a row and its column, without the content of the cell. */
export interface RowFault {
  readonly row: number;
  readonly column: string;
  readonly detail: string;
  /** Whether the row is imported all the same, with the text of the cell in its narrative. */
  readonly isWarning: boolean;
}

export type ColumnFault = Omit<RowFault, 'row' | 'isWarning'>;

export function toRowFault(row: number, { column, detail }: ColumnFault, isWarning = false): RowFault {
  return { row, column, detail, isWarning };
}
