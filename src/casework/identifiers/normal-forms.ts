import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { withoutInvisible } from '../../platform/validation/unicode.js';
import { namePlatform } from './platform-aliases.js';
import { hashAlgorithms, hashDigits, type HashAlgorithm, type IdentifierKind } from './identifiers.enums.js';

/** Normalized identifier, with the port or algorithm found in its text. */
export interface NormalForm {
  readonly normalised: string;
  readonly port?: number;
  readonly algorithm?: HashAlgorithm;
}

/** Identifier as typed. A handle and an account name their platform; a hash may name its algorithm. */
export interface TypedIdentifier {
  readonly kind: IdentifierKind;
  readonly raw: string;
  readonly platform?: string | null;
  readonly algorithm?: HashAlgorithm | null;
}

/** Returns the normalized form, which is equal for equal identifiers, or null if the text is not of its kind. */
export function normaliseIdentifier({
  kind,
  raw,
  platform = null,
  algorithm = null,
}: TypedIdentifier): NormalForm | null {
  const value = normaliseText(raw);
  switch (kind) {
    case 'email':
      return toNormalForm(normaliseEmail(value));
    case 'phone':
      return toNormalForm(normalisePhone(value));
    case 'ip':
      return normaliseAddress(value);
    case 'url':
      return toNormalForm(normaliseUrl(value));
    case 'hash':
      return normaliseHash(value, algorithm);
    case 'device':
    case 'vehicle':
      return toNormalForm(value.replaceAll(/[\s.:-]/g, '').toUpperCase());
    case 'handle':
      return toNormalForm(appendPlatform(value.replace(/^@/, '').toLowerCase(), platform));
    case 'account':
      return toNormalForm(appendPlatform(value, platform));
    case 'other':
      return toNormalForm(value);
  }
}

/** Returns the fault of a text that is not of its kind. */
export function describeInvalid(kind: IdentifierKind): string {
  return kind === 'phone'
    ? 'is not a telephone number: it needs ten digits, or a + and the calling code of its country'
    : 'is not a valid identifier of this kind';
}

function toNormalForm(normalised: string | null): NormalForm | null {
  return normalised === null || normalised === '' ? null : { normalised };
}

/** Appends the platform, because the same handle on two platforms is two identifiers: `night_owl@example chat`. */
function appendPlatform(value: string, platform: string | null): string {
  return value === '' || platform === null ? value : `${value}@${normalisePlatform(platform)}`;
}

/** Returns the normalized name of a platform, equal for its spellings and for its other names. */
export function normalisePlatform(platform: string): string {
  return namePlatform(normaliseText(platform).replaceAll(/\s+/g, ' ').toLowerCase());
}

/** Replaces compatibility characters by plain ones and removes invisible ones. */
function normaliseText(text: string): string {
  return withoutInvisible(withoutInvisible(text).normalize('NFKC')).trim();
}

/** Returns the local part and the domain in its DNS form. The domain must contain a dot. */
function normaliseEmail(value: string): string | null {
  const [local = '', domain = '', ...rest] = value.split('@');
  if (rest.length > 0 || local === '' || /\s/.test(value)) return null;
  const host = domainToASCII(domain.toLowerCase());
  return /^[^.].*\.[^.]+$/.test(host) ? `${local.toLowerCase()}@${host}` : null;
}

/** Returns the number in E.164 form, by default of North America. A foreign number that fits no numbering plan is its digits. */
function normalisePhone(value: string): string | null {
  const plain = value.replace(/^tel:/i, '');
  if (!/^[+(]?\d[\d\s().\-/+]*(?:(?:x|ext\.?)\s*\d{1,6})?$/i.test(plain)) return null;
  const number = parsePhoneNumberFromString(plain, 'US');
  if (number?.isPossible() === true) return number.number;
  const digits = plain.replace(/(?:x|ext).*$/i, '').replaceAll(/\D/g, '');
  const isForeign = plain.startsWith('+') && !digits.startsWith('1');
  return isForeign && digits.length >= 7 && digits.length <= 15 ? digits : null;
}

/** Returns the address in the form of RFC 5952, IPv4 for a mapped one, with the port that follows it. */
function normaliseAddress(value: string): NormalForm | null {
  const bare = parseIp(value);
  if (bare !== null) return { normalised: bare };
  const [, six, four, port] = /^(?:\[(.+)\]|([\d.]+)):(\d{1,5})$/.exec(value) ?? [];
  const address = parseIp(six ?? four ?? '');
  return address === null || Number(port) > 65_535 ? null : { normalised: address, port: Number(port) };
}

function parseIp(value: string): string | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(value)) return value;
  // A zone id names a local network interface, not an address of the network.
  if (value.includes('%') || !ipaddr.IPv6.isValid(value)) return null;
  const address = ipaddr.IPv6.parse(value);
  return address.isIPv4MappedAddress() ? address.toIPv4Address().toString() : address.toRFC5952String();
}

/** Returns host, path and query. The scheme and the last slash do not distinguish pages. */
function normaliseUrl(value: string): string | null {
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `https://${value}`;
  if (/\s/.test(value) || !/^https?:/i.test(whole) || !URL.canParse(whole)) return null;
  const { hostname, port, pathname, search } = new URL(whole);
  if (!hostname.includes('.') && !hostname.startsWith('[')) return null;
  return `${hostname}${port === '' ? '' : `:${port}`}${pathname.replace(/\/+$/, '')}${search}`;
}

function normaliseHash(value: string, expectedAlgorithm: HashAlgorithm | null): NormalForm | null {
  const digits = value.replace(/^0x/i, '').toLowerCase();
  if (!/^[\da-f]+$/.test(digits)) return null;
  const algorithm = hashAlgorithms.find((one) => hashDigits[one] === digits.length);
  if (algorithm === undefined || (expectedAlgorithm !== null && expectedAlgorithm !== algorithm)) return null;
  return { normalised: digits, algorithm };
}
