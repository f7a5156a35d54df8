import { Temporal } from 'temporal-polyfill';
import type { Day } from './calendar.js';

/** What a clock on a wall shows, on a day. */
export interface LocalTime {
  readonly day: Day;
  /** `HH:MM:SS`, with or without a fraction of up to three digits. */
  readonly time: string;
}

const millisecondsOfDay = 86_400_000;
const nanosecondsOfMinute = 60_000_000_000;
/** An offset takes as long to find as a row takes to read, and the days of a file are few. */
const offsetsOfDays = new Map<string, string | null>();
const maxDays = 5000;

/**
 * Returns the instants at which the clocks of a zone show that time, in order: one, none where they were put forward over it, or two
 * where they were put back. Each is written as RFC 3339 does, with the offset that the zone had then.
 */
export function instantsOf(local: LocalTime, zone: string): readonly string[] {
  const offset = offsetOfDay(local.day, zone);
  if (offset !== null) return [`${local.day}T${local.time}${offset}`];
  const shown = Temporal.PlainDateTime.from(`${local.day}T${local.time}`);
  const found = (['earlier', 'later'] as const)
    .map((disambiguation) => shown.toZonedDateTime(zone, { disambiguation }))
    .filter((instant) => instant.toPlainDateTime().equals(shown));
  return [...new Set(found.map((instant) => written(local, instant)))];
}

/** Returns the offset of a day, or null where the clocks may change within a day of it, and where it has seconds. */
function offsetOfDay(day: Day, zone: string): string | null {
  const key = `${zone} ${day}`;
  const known = offsetsOfDays.get(key);
  if (known !== undefined) return known;
  // No zone is further than a day from UTC.
  const midnight = Date.parse(day);
  const [before, after] = [midnight - millisecondsOfDay, midnight + 2 * millisecondsOfDay].map(
    (time) => Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).offset,
  );
  const offset = before !== undefined && before === after && before.length === '+00:00'.length ? before : null;
  if (offsetsOfDays.size >= maxDays) offsetsOfDays.clear();
  offsetsOfDays.set(key, offset);
  return offset;
}

/** Writes an instant by its local time. Before zones the clocks of a place were some seconds off, which is written in UTC. */
function written({ day, time }: LocalTime, instant: Temporal.ZonedDateTime): string {
  return instant.offsetNanoseconds % nanosecondsOfMinute === 0
    ? `${day}T${time}${instant.offset}`
    : new Date(instant.epochMilliseconds).toISOString();
}
