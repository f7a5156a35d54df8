import { isDay } from '../time/calendar.js';

const instantPattern =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/**
 * Whether the value is an RFC 3339 instant with an offset, on a valid day between 1900 and 2199, without a leap second.
 */
export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 40) return false;
  return isDay(instantPattern.exec(value)?.[1]);
}
