import type { Picture } from '../charts/shapes.js';

export type Value = string | number | null;

export type Row = readonly Value[];

/** Column with its name and the kind of its values. A day is written as `2018-03-01`, a share as a fraction of one. */
export interface Column {
  readonly key: string;
  readonly kind: 'text' | 'day' | 'count' | 'share';
}

export interface DefinitionLine {
  readonly name: string;
  readonly value: string;
}

export interface Illustration {
  readonly picture: Picture;
  readonly alternativeText: string;
}

/** Report as a table, which every file format can write. */
export interface Report {
  readonly title: string;
  /** Meaning of the numbers, with their scope and period. */
  readonly definition: readonly DefinitionLine[];
  readonly columns: readonly Column[];
  /** Rows in batches, so that a million rows are never in memory at once. */
  readonly rows: AsyncIterable<readonly Row[]>;
  readonly charts?: readonly Illustration[];
}

export interface ExportDocument extends Report {
  readonly marking: string;
  readonly generatedAt: Date;
}

/** Yields rows that are in memory, in batches. */
// eslint-disable-next-line @typescript-eslint/require-await -- the same shape as rows that are read while they are sent
export async function* batchRows(
  rows: readonly Row[],
  batchSize = 2000,
): AsyncGenerator<readonly Row[], void, undefined> {
  for (let from = 0; from < rows.length; from += batchSize) yield rows.slice(from, from + batchSize);
}
