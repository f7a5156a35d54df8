import { containsEncodedFile } from './embedded-file-detection.js';
import { isWellFormed, withoutInvisible } from './unicode.js';

export interface TextRule {
  /** Minimum length in characters, 1 by default; 0 permits an empty text. */
  readonly min?: number;
  readonly max: number;
  readonly multiline?: boolean;
  readonly isName?: boolean;
}

const control = /\p{Cc}|\u2028|\u2029/u;
const controlButBreaks = /[^\P{Cc}\n\t]/u;
const bidiOverride = /[\u202A-\u202E\u2066-\u2069]/;
/** Arabic letter mark and combining grapheme joiner: a name with one looks like another name. */
const misleadingInName = /[\u034F\u061C]/;
const visible = /[^\p{Cc}\p{Z}\p{Cs}]/u;

/** Normalizes a text: NFC, trimmed, with `\n` as its only line break. */
export function normalizeText(text: string, { multiline = false }: Pick<TextRule, 'multiline'> = {}): string {
  if (!isWellFormed(text)) return text;
  const breaks = multiline ? text.replace(/\r\n?|\u2028|\u2029/g, '\n') : text;
  return breaks.normalize('NFC').trim();
}

/** Returns the fault of a normalized text, without quoting it; `null` for a valid one. */
export function faultOf(text: unknown, { min = 1, max, multiline = false, isName = false }: TextRule): string | null {
  if (typeof text !== 'string') return 'must be text';
  if (text.length > max * 2) return `must be at most ${max} characters long`;
  const length = text.length > max || min > 1 ? charactersOf(text) : text.length;
  if (length > max) return `must be at most ${max} characters long`;
  if (!isWellFormed(text)) return 'must not hold an unpaired surrogate';
  if (length === 0 && min === 0) return null;
  if (length < min) return min === 1 ? 'must not be empty' : `must be at least ${min} characters long`;
  if ((multiline ? controlButBreaks : control).test(text)) return 'must not hold control characters';
  if (bidiOverride.test(text)) return 'must not hold characters that turn the reading direction';
  if (!visible.test(withoutInvisible(text))) return 'must not be empty';
  if (isName && misleadingInName.test(text)) return 'must not hold an Arabic letter mark or a grapheme joiner';
  if (containsEncodedFile(text)) return 'must not hold a picture or another file, nor a data URI';
  return null;
}

/** Returns the start of a well-formed text, at most this long. A surrogate pair at the end is omitted and not divided. */
export function cutText(text: string, maxLength: number): string {
  const start = text.slice(0, maxLength);
  return isWellFormed(start) ? start : start.slice(0, -1);
}

/** Counts the characters as Postgres and JSON Schema do: a surrogate pair is one. */
function charactersOf(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0xdc00 || unit > 0xdfff) count += 1;
  }
  return count;
}
