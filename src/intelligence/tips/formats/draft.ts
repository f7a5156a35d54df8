import type { Opening, PartKind, WordMeanings } from './tip-mapping.js';
import type { ReportedRole } from '../../../casework/identifiers/identifiers.enums.js';
import type { DraftList } from './draft-list.js';
import { foldText, type Scalar } from './parse-values.js';

export const maxValueLength = 2000;

export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Location of a value: the path of its JSON pointer, and its last key. */
export interface ValueLocation {
  readonly path: string;
  readonly key: string;
}

/** Keys of a value that has no name of its own, and takes that of its element. */
const unnamedKeys = ['#text', 'value'];

/**
 * Returns the label of a text: its element, and its attribute if it has one, in words. The path
 * `/report/victim/accountTemporarilyDisabled/@disabledDate` gives `Account temporarily disabled, disabled date`.
 */
export function labelOf({ path }: ValueLocation): string {
  const keys = path.split('/').filter((key) => key !== '' && !/^\d+$/.test(key) && !unnamedKeys.includes(key));
  const [last = '', element = ''] = keys.reverse();
  const words = last.startsWith('@') ? `${toWords(element)}, ${toWords(last.slice(1))}` : toWords(last);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Returns a key in words, such as `prior CT reports`. Capitals of an abbreviation stay. */
function toWords(key: string): string {
  return key
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
    .replaceAll(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
}

export interface Draft {
  readonly kind: PartKind;
  readonly role: ReportedRole | null;
  /** Takes a value. Returns false for an unreadable value, which is then withheld. */
  acceptValue(field: string, value: Scalar, location: ValueLocation): boolean;
  openPart(opening: Opening, location: ValueLocation): Draft;
  /** Ends the part. Returns false if it is empty. */
  close(): boolean;
}

/** Returns a boolean for the configured words of yes and no, and null for any other value. */
export function parseYesNo(words: WordMeanings, value: Scalar): boolean | null {
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' ? (words.yesNo.get(foldText(value)) ?? null) : null;
}

/** Adds the key as an annotation if its value means yes. */
export function addAnnotation(
  annotations: DraftList<string>,
  words: WordMeanings,
  value: Scalar,
  { key }: ValueLocation,
): boolean {
  const isSo = parseYesNo(words, value);
  if (isSo === true) annotations.add(key);
  return isSo !== null;
}

export function addValue(list: DraftList<string>, value: string | null): boolean {
  if (value !== null) list.add(value);
  return value !== null;
}

/** Sets a field once. Returns false for null and for a second, different value, which is then withheld. */
export function setOnce<K extends string, V>(record: { [key in K]: V | null }, field: K, value: V | null): boolean {
  if (value === null) return false;
  record[field] ??= value as { [key in K]: V | null }[K];
  return record[field] === value;
}
