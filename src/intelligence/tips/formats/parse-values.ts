import { hashDigits, type HashAlgorithm } from '../../../casework/identifiers/identifiers.enums.js';
import { isInstant } from '../../../platform/validation/instants.js';
import { faultOf, normalizeText } from '../../../platform/validation/text.js';
import { withoutInvisible } from '../../../platform/validation/unicode.js';
import { isDay } from '../../../platform/time/calendar.js';
import type { ReportedHash } from './reported-tip.js';

export type Scalar = string | number | boolean;

const maxTextLength = 20_000;
const timePattern = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)(?: ?(UTC|GMT))?$/i;
const numberPattern = /^[1-9]\d{0,18}$/;
const hexPattern = /^[0-9a-f]+$/;
const algorithmByLength = (Object.keys(hashDigits) as HashAlgorithm[]).map((one) => [hashDigits[one], one] as const);

export function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Returns a text in stored form. Returns null for control characters, for a boolean and for a number that has lost digits. */
export function parseText(value: Scalar, max = maxTextLength): string | null {
  if (typeof value === 'boolean') return null;
  if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) return null;
  const text = normalizeText(String(value), { multiline: true });
  return faultOf(text, { max, multiline: true }) === null ? text : null;
}

/** Returns the report number. Rejects a number beyond the exact range. */
export function parseReportId(value: Scalar): string | null {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return null;
  const text = parseText(value);
  return text !== null && numberPattern.test(text) ? text : null;
}

/** No online service that reports is older. An earlier time has a wrong century. */
const earliestInstant = '1990';

/** Returns an instant in UTC. A time without a zone is none: an address may have another user in the next hour. */
export function parseInstant(value: Scalar): string | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const [, day, time, zone] = timePattern.exec(text) ?? [];
  const instant = day === undefined || time === undefined || zone === undefined ? text : `${day}T${time}Z`;
  return isInstant(instant) && instant >= earliestInstant ? new Date(instant).toISOString() : null;
}

/** Returns a day, also that of a time in any zone. */
export function parseDay(value: Scalar): string | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const day = text.slice(0, 10);
  return isDay(day) && (text === day || timePattern.test(text) || isInstant(text)) ? day : null;
}

export function parseInteger(value: Scalar, min: number, max: number): number | null {
  const text = typeof value === 'string' ? value.trim() : value;
  const number = typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : text;
  return typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max ? number : null;
}

export function foldText(text: string): string {
  return withoutInvisible(text).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/**
 * Returns a hash and its algorithm. The stated algorithm must fit the length; without one, the length determines it.
 * Any other hash is unknown and matches nothing.
 */
export function parseHash(raw: string, stated: HashAlgorithm | null): Omit<ReportedHash, 'sourcePath'> {
  const hex = raw.toLowerCase();
  const isHex = hexPattern.test(hex);
  const [, algorithm] = algorithmByLength.find(([digits]) => digits === hex.length) ?? [];
  const isKnown = isHex && algorithm !== undefined && (stated === null || stated === algorithm);
  return { algorithm: isKnown ? algorithm : 'unknown', value: isHex ? hex : raw };
}
