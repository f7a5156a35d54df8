import { Temporal } from 'temporal-polyfill';
import { addDays, type Day } from '../platform/time/calendar.js';

const startCache = new Map<string, number>();

export function startOfDay(day: Day, zone: string): Date {
  const known = startCache.get(day + zone);
  if (known !== undefined) return new Date(known);
  const start = Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
  startCache.set(day + zone, start);
  return new Date(start);
}

/** Returns the last millisecond of a day in a time zone. */
export function endOfDay(day: Day, zone: string): Date {
  return new Date(startOfDay(addDays(day, 1), zone).getTime() - 1);
}

/** Returns the time at that fraction of a day; a day with a clock change is an hour longer or shorter. */
export function instantOfDay(day: Day, zone: string, share: number): Date {
  const from = startOfDay(day, zone).getTime();
  const until = startOfDay(addDays(day, 1), zone).getTime();
  return new Date(from + Math.floor((until - from) * share));
}
