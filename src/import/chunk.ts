/** A chunk of a batch, by the rows it lies between. */
export interface Chunk {
  readonly batchId: string;
  readonly after: number;
  readonly upTo: number;
}

/** What became of a chunk's rows. */
export interface Came {
  readonly logged: number;
  readonly known: number;
  readonly faulty: number;
}
