import { Temporal } from 'temporal-polyfill';
import type { Day } from './calendar.js';

export interface LocalTime {
  readonly day: Day;
  /** `HH:MM:SS`, with or without a fraction of up to three digits. */
  readonly time: string;
}

const millisecondsOfDay = 86_400_000;
const nanosecondsOfMinute = 60_000_000_000;
/** Cache of offsets. Finding an offset takes as long as reading a row, and a file has few distinct days. */
const offsetsOfDays = new Map<string, string | null>();
const maxDays = 5000;

/**
 * Returns the instants of a local time in a zone, in order: normally one, none when clocks go forward, and two when
 * they go back. Each is in RFC 3339 format.
 */
export function instantsOf(local: LocalTime, zone: string): readonly string[] {
  const offset = offsetOfDay(local.day, zone);
  if (offset !== null) return [`${local.day}T${local.time}${offset}`];
  const shown = Temporal.PlainDateTime.from(`${local.day}T${local.time}`);
  const found = (['earlier', 'later'] as const)
    .map((disambiguation) => shown.toZonedDateTime(zone, { disambiguation }))
    .filter((instant) => instant.toPlainDateTime().equals(shown));
  return [...new Set(found.map((instant) => formatLocalTime(local, instant)))];
}

/**
 * Returns the offset of a day. Returns null if the clocks may change within a day of it, or if the offset has seconds.
 */
function offsetOfDay(day: Day, zone: string): string | null {
  const key = `${zone} ${day}`;
  const known = offsetsOfDays.get(key);
  if (known !== undefined) return known;
  // No zone is more than a day from UTC.
  const midnight = Date.parse(day);
  const [before, after] = [midnight - millisecondsOfDay, midnight + 2 * millisecondsOfDay].map(
    (time) => Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).offset,
  );
  const offset = before !== undefined && before === after && before.length === '+00:00'.length ? before : null;
  if (offsetsOfDays.size >= maxDays) offsetsOfDays.clear();
  offsetsOfDays.set(key, offset);
  return offset;
}

/** Formats an instant with its local time. Historical offsets with seconds are converted to UTC. */
function formatLocalTime({ day, time }: LocalTime, instant: Temporal.ZonedDateTime): string {
  return instant.offsetNanoseconds % nanosecondsOfMinute === 0
    ? `${day}T${time}${instant.offset}`
    : new Date(instant.epochMilliseconds).toISOString();
}
