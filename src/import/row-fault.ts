/** What is wrong with a row, in which column: never what stands there. */
export interface RowFault {
  readonly row: number;
  readonly column: string;
  readonly detail: string;
}

/** The same before the row's number is told. */
export type FaultOfRow = Omit<RowFault, 'row'>;
