import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { withoutInvisible } from '../platform/http/unicode.js';
import { hashAlgorithms, hashDigits, type HashAlgorithm, type IdentifierKind } from './identifiers.words.js';

/** An identifier as it is compared, and what else its text said. */
export interface NormalForm {
  readonly normalised: string;
  /** The port that stood behind an address. */
  readonly port?: number;
  readonly algorithm?: HashAlgorithm;
}

/** An identifier as somebody typed it. A handle and an account name their platform; a hash may name its algorithm. */
export interface TypedIdentifier {
  readonly kind: IdentifierKind;
  readonly raw: string;
  readonly platform?: string | null;
  readonly algorithm?: HashAlgorithm | null;
}

/** An identifier in the form in which two of the same are equal; null where it is none of its kind. */
export function normalForm({ kind, raw, platform = null, algorithm = null }: TypedIdentifier): NormalForm | null {
  const value = plainText(raw);
  switch (kind) {
    case 'email':
      return formed(emailForm(value));
    case 'phone':
      return formed(phoneForm(value));
    case 'ip':
      return addressForm(value);
    case 'url':
      return formed(urlForm(value));
    case 'hash':
      return hashForm(value, algorithm);
    case 'device':
    case 'vehicle':
      return formed(value.replaceAll(/[\s.:-]/g, '').toUpperCase());
    case 'handle':
      return formed(ofPlatform(value.replace(/^@/, '').toLowerCase(), platform));
    case 'account':
      return formed(ofPlatform(value, platform));
    case 'other':
      return formed(value);
  }
}

function formed(normalised: string | null): NormalForm | null {
  return normalised === null || normalised === '' ? null : { normalised };
}

/** The same handle on two platforms is two: `night_owl@example chat`. */
function ofPlatform(value: string, platform: string | null): string {
  return value === '' || platform === null ? value : `${value}@${platformForm(platform)}`;
}

/** A platform by the name under which two spellings of it are one. */
export function platformForm(platform: string): string {
  return plainText(platform).replaceAll(/\s+/g, ' ').toLowerCase();
}

/** Replaces compatible characters by plain ones and removes those that show nothing. */
function plainText(text: string): string {
  return withoutInvisible(withoutInvisible(text).normalize('NFKC')).trim();
}

/** A local part, and a domain with a dot in it, as DNS writes it. */
function emailForm(value: string): string | null {
  const [local = '', domain = '', ...rest] = value.split('@');
  if (rest.length > 0 || local === '' || /\s/.test(value)) return null;
  const host = domainToASCII(domain.toLowerCase());
  return /^[^.].*\.[^.]+$/.test(host) ? `${local.toLowerCase()}@${host}` : null;
}

/** E.164, a number without a country being one of North America; where it cannot be one of any plan, its digits. */
function phoneForm(value: string): string | null {
  const plain = value.replace(/^tel:/i, '');
  if (!/^[+(]?\d[\d\s().\-/+]*(?:(?:x|ext\.?)\s*\d{1,6})?$/i.test(plain)) return null;
  const number = parsePhoneNumberFromString(plain, 'US');
  if (number?.isPossible() === true) return number.number;
  const digits = plain.replace(/(?:x|ext).*$/i, '').replaceAll(/\D/g, '');
  return digits.length >= 7 && digits.length <= 15 ? digits : null;
}

/** An address as RFC 5952 writes it, of version 4 where it stands for one, with the port behind it if one is there. */
function addressForm(value: string): NormalForm | null {
  const bare = ipOf(value);
  if (bare !== null) return { normalised: bare };
  const [, six, four, port] = /^(?:\[(.+)\]|([\d.]+)):(\d{1,5})$/.exec(value) ?? [];
  const address = ipOf(six ?? four ?? '');
  return address === null || Number(port) > 65_535 ? null : { normalised: address, port: Number(port) };
}

function ipOf(value: string): string | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(value)) return value;
  // A zone names a card of somebody's computer, and no address of the network.
  if (value.includes('%') || !ipaddr.IPv6.isValid(value)) return null;
  const address = ipaddr.IPv6.parse(value);
  return address.isIPv4MappedAddress() ? address.toIPv4Address().toString() : address.toRFC5952String();
}

/** Host, path and query: the same page by http and by https, with or without the last slash, is one. */
function urlForm(value: string): string | null {
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `https://${value}`;
  if (/\s/.test(value) || !/^https?:/i.test(whole) || !URL.canParse(whole)) return null;
  const { hostname, port, pathname, search } = new URL(whole);
  if (!hostname.includes('.') && !hostname.startsWith('[')) return null;
  return `${hostname}${port === '' ? '' : `:${port}`}${pathname.replace(/\/+$/, '')}${search}`;
}

function hashForm(value: string, named: HashAlgorithm | null): NormalForm | null {
  const digits = value.replace(/^0x/i, '').toLowerCase();
  if (!/^[\da-f]+$/.test(digits)) return null;
  const algorithm = hashAlgorithms.find((one) => hashDigits[one] === digits.length);
  if (algorithm === undefined || (named !== null && named !== algorithm)) return null;
  return { normalised: digits, algorithm };
}
