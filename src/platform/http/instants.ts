import { isDay } from '../time/calendar.js';

const instantPattern =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/**
 * Whether it is an instant as RFC 3339 writes it: with its offset, on a real day between 1900 and 2199, no leap second.
 * What does not say its offset is no instant.
 */
export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 40) return false;
  return isDay(instantPattern.exec(value)?.[1]);
}
