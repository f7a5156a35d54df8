import { isIP } from 'node:net';
import type { IdentifierKind } from './suspects.words.js';

/** An identifier in the form in which two of the same are equal; null where it is none of its kind. */
export function normalisedIdentifier(kind: IdentifierKind, raw: string): string | null {
  const value = raw.trim();
  switch (kind) {
    case 'email':
      return isEmail(value) ? value.toLowerCase() : null;
    case 'phone':
      return normalisedPhone(value);
    case 'handle':
      return textOrNull(value.replace(/^@/, '').toLowerCase());
    case 'ip':
      return normalisedAddress(value);
    case 'url':
      return normalisedUrl(value);
    case 'device':
    case 'vehicle':
      return textOrNull(value.replaceAll(/[\s.:-]/g, '').toUpperCase());
    case 'account':
    case 'other':
      return textOrNull(value);
  }
}

/** A local part, and a domain with a dot in it. */
function isEmail(value: string): boolean {
  const [local = '', domain = '', ...rest] = value.split('@');
  return rest.length === 0 && local !== '' && !/\s/.test(value) && /^[^.].*\.[^.]+$/.test(domain);
}

/** Digits, with the country's code where a plus or a length says that there is one. Ten digits are of North America. */
function normalisedPhone(value: string): string | null {
  if (!/^[+(]?[\d\s().-]+$/.test(value)) return null;
  const digits = value.replaceAll(/\D/g, '');
  if (digits.length < 7 || digits.length > 15) return null;
  if (value.startsWith('+')) return `+${digits}`;
  if (digits.length === 10) return `+1${digits}`;
  return digits.length === 11 && digits.startsWith('1') ? `+${digits}` : digits;
}

/** An address as RFC 5952 writes it. */
function normalisedAddress(value: string): string | null {
  const version = isIP(value);
  if (version === 4) return value;
  return version === 6 && !value.includes('%') ? new URL(`http://[${value}]`).hostname.slice(1, -1) : null;
}

function normalisedUrl(value: string): string | null {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return null;
  return new URL(value).href;
}

function textOrNull(value: string): string | null {
  return value === '' ? null : value;
}
