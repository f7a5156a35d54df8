export interface Chunk {
  readonly batchId: string;
  readonly after: number;
  readonly upTo: number;
}

export interface ChunkResult {
  readonly logged: number;
  readonly known: number;
  readonly faulty: number;
}
