import { hashDigits, type HashAlgorithm } from '../../identifiers/identifiers.words.js';
import { isInstant } from '../../platform/http/instants.js';
import { faultOf, keptText } from '../../platform/http/text.js';
import { withoutInvisible } from '../../platform/http/unicode.js';
import { isDay } from '../../platform/time/calendar.js';
import type { ReportedHash } from './reported-tip.js';

/** What may stand where the mapping expects one value. */
export type Scalar = string | number | boolean;

const longestText = 20_000;
const zoneless = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)$/;
const numberPattern = /^[1-9]\d{0,18}$/;
const hexPattern = /^[0-9a-f]+$/;
const byLength = (Object.keys(hashDigits) as HashAlgorithm[]).map((one) => [hashDigits[one], one] as const);

export function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** A text as it is kept, or null where it is none that is: what has control characters in it, or is a yes or no. */
export function textOf(value: Scalar, max = longestText): string | null {
  if (typeof value === 'boolean') return null;
  const text = keptText(String(value), { multiline: true });
  return faultOf(text, { max, multiline: true }) === null ? text : null;
}

/** The number of a report. What is no longer exact as a number is none. */
export function reportIdOf(value: Scalar): string | null {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return null;
  const text = textOf(value);
  return text !== null && numberPattern.test(text) ? text : null;
}

/** An instant in UTC. A time that says no zone is UTC, as these reports are. */
export function instantOf(value: Scalar): string | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const [, day, time] = zoneless.exec(text) ?? [];
  const instant = day === undefined || time === undefined ? text : `${day}T${time}Z`;
  return isInstant(instant) ? new Date(instant).toISOString() : null;
}

export function dayOf(value: Scalar): string | null {
  if (typeof value !== 'string') return null;
  const day = value.trim().slice(0, 10);
  return isDay(day) && (value.trim().length === 10 || instantOf(value) !== null) ? day : null;
}

export function wholeOf(value: Scalar, least: number, most: number): number | null {
  const text = typeof value === 'string' ? value.trim() : value;
  const number = typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : text;
  return typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most ? number : null;
}

/** How words are compared that providers write in many ways. */
export function folded(text: string): string {
  return withoutInvisible(text).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/**
 * A hash and what made it. What the report says holds where the length bears it out; where it says nothing the length tells; all else
 * is of an unknown kind, and equals nothing.
 */
export function hashOf(raw: string, said: HashAlgorithm | null): Omit<ReportedHash, 'sourcePath'> {
  const hex = raw.toLowerCase();
  const isHex = hexPattern.test(hex);
  const [, algorithm] = byLength.find(([digits]) => digits === hex.length) ?? [];
  const isKnown = isHex && algorithm !== undefined && (said === null || said === algorithm);
  return { algorithm: isKnown ? algorithm : 'unknown', value: isHex ? hex : raw };
}
