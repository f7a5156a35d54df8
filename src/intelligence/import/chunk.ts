/** Chunk of an import, by its range of rows. */
export interface Chunk {
  readonly batchId: string;
  readonly after: number;
  readonly upTo: number;
}

/** Result of a chunk. */
export interface ChunkResult {
  readonly logged: number;
  readonly known: number;
  readonly faulty: number;
}
