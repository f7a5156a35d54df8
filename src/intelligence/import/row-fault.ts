/** Fault of a row and its column, without the content of the cell. */
export interface RowFault {
  readonly row: number;
  readonly column: string;
  readonly detail: string;
}

export type ColumnFault = Omit<RowFault, 'row'>;
