import type { Picture } from '../charts/shapes.js';

/** What a cell holds: a count, a word or a text, or nothing. */
export type Value = string | number | null;

/** The cells of a line, in the order of the columns. */
export type Row = readonly Value[];

/** A column: what it is called, and what is in it. A day is written as `2018-03-01`, a share as a part of one. */
export interface Column {
  readonly key: string;
  readonly kind: 'text' | 'day' | 'count' | 'share';
}

/** What a document says of itself: one thing a line. */
export interface DefinitionLine {
  readonly name: string;
  readonly value: string;
}

/** A chart, and the same in words for who does not see it. */
export interface Illustration {
  readonly picture: Picture;
  readonly alternativeText: string;
}

/** A report as a table: what a feature says to be exported in every format. */
export interface Report {
  readonly title: string;
  /** What the numbers mean, of whom and of when they are. */
  readonly definition: readonly DefinitionLine[];
  readonly columns: readonly Column[];
  /** In lots, so that a million of them are never there at once. */
  readonly rows: AsyncIterable<readonly Row[]>;
  readonly charts?: readonly Illustration[];
}

/** A report with all that a file says beside it. */
export interface Exported extends Report {
  /** The handling, at the head of the file. */
  readonly marking: string;
  readonly generatedAt: Date;
}

/** Rows that are all there, in lots. */
// eslint-disable-next-line @typescript-eslint/require-await -- the same shape as rows that are read while they are sent
export async function* inLots(rows: readonly Row[], lot = 2000): AsyncGenerator<readonly Row[], void, undefined> {
  for (let from = 0; from < rows.length; from += lot) yield rows.slice(from, from + lot);
}
