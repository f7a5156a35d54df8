import { isIP } from 'node:net';
import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { isIntegerFrom, parseInteger } from '../validation/integers.js';

/** Validates an integer and converts it. `IntegerText` would load the packages of the API document in each command. */
export function IsInteger(min: number, max: number): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => parseInteger(value)),
    ValidateBy({
      name: 'integer',
      validator: {
        validate: (value) => isIntegerFrom(value, min, max),
        defaultMessage: () => `must be a whole number from ${min} to ${max}`,
      },
    }),
  );
}

/** Validates the URL of a database role. */
export function IsPostgresUrl(): PropertyDecorator {
  return ValidateBy({
    name: 'isPostgresUrl',
    validator: {
      validate: (value) =>
        typeof value === 'string' &&
        URL.canParse(value) &&
        ['postgres:', 'postgresql:'].includes(new URL(value).protocol) &&
        new URL(value).pathname.length > 1,
      defaultMessage: () => 'must be a URL such as postgres://role:password@host:5432/database',
    },
  });
}

/** Validates the URL of a mail server. */
export function IsSmtpUrl(): PropertyDecorator {
  return ValidateBy({
    name: 'isSmtpUrl',
    validator: { validate: isSmtpUrl, defaultMessage: () => 'must be smtp://host:port or smtps://host:port' },
  });
}

/** Whether the value is the URL of a mail server. It may have a user, and never a password. */
export function isSmtpUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, hostname, password, pathname, search, hash } = new URL(value);
  const hasMore = [password, pathname.replace('/', ''), search, hash].some((part) => part !== '');
  return ['smtp:', 'smtps:'].includes(protocol) && hostname !== '' && !hasMore;
}

/** Validates a number of hops, or addresses and ranges of proxies. */
export function IsProxyTrust(): PropertyDecorator {
  return ValidateBy({
    name: 'isProxyTrust',
    validator: {
      validate: (value) => parseProxyTrust(value) !== null,
      defaultMessage: () => 'must be a number of hops from 1 to 10, or addresses and CIDR ranges separated by commas',
    },
  });
}

/**
 * Parses the number of hops or the list of addresses. Returns `null` for an invalid value, or one that includes
 * everyone.
 */
export function parseProxyTrust(value: unknown): number | string[] | null {
  if (typeof value !== 'string') return null;
  if (/^\d+$/.test(value)) return Number(value) >= 1 && Number(value) <= 10 ? Number(value) : null;
  const ranges = value.split(',').map((range) => range.trim());
  return ranges.every(isNarrowRange) ? ranges : null;
}

function isNarrowRange(range: string): boolean {
  const [address = '', bits, ...rest] = range.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128);
}
