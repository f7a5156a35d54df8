import type { Opening, PartKind, Words } from './mapping.js';
import type { TipRole } from './reported-tip.js';
import type { DraftList } from './draft-list.js';
import { folded, type Scalar } from './values.js';

export const longestValue = 2000;

export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Where a value stood: the path of a JSON pointer, and its last key. */
export interface Spot {
  readonly path: string;
  readonly key: string;
}

/** A part of a report as it is filled. */
export interface Draft {
  readonly kind: PartKind;
  readonly role: TipRole | null;
  /** Takes what stands at a place; false where it cannot be read as what it should be, and is kept apart. */
  take(field: string, value: Scalar, at: Spot): boolean;
  /** A part of its own, below it. */
  open(opening: Opening, at: Spot): Draft;
  /** All of it was read; false where nothing came of it. */
  close(): boolean;
}

/** Nothing is read into a yes or a no but the words for them. */
export function yesNoOf(words: Words, value: Scalar): boolean | null {
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' ? (words.yesNo.get(folded(value)) ?? null) : null;
}

/** An annotation is its key, where it says yes; where it says no there is none. */
export function takeAnnotation(annotations: DraftList<string>, words: Words, value: Scalar, { key }: Spot): boolean {
  const isSo = yesNoOf(words, value);
  if (isSo === true) annotations.add(key);
  return isSo !== null;
}

/** Adds a value that is there to a list. Returns false where there is none. */
export function added(list: DraftList<string>, value: string | null): boolean {
  if (value !== null) list.add(value);
  return value !== null;
}

/** The first word stands; a second one that is the same says nothing new, and another is kept apart. */
export function setOnce<K extends string, V>(record: { [key in K]: V | null }, field: K, value: V | null): boolean {
  if (value === null) return false;
  record[field] ??= value as { [key in K]: V | null }[K];
  return record[field] === value;
}
