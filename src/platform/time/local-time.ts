import type { Day } from './calendar.js';

/** What a clock on a wall shows, on a day. */
export interface LocalTime {
  readonly day: Day;
  /** `HH:MM:SS`, with or without a fraction of up to three digits. */
  readonly time: string;
}

const millisecondsOfMinute = 60_000;
const millisecondsOfDay = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();
/** To ask for an offset takes as long as a row: those of a file's days are few. */
const offsetsOfDays = new Map<string, readonly number[]>();
const mostDaysKept = 5000;

/**
 * The instants at which the clocks of a zone show that time, in order: one; none where they were put forward over it; two where they
 * were put back. Each is written as RFC 3339 does, with the offset that the zone had then.
 */
export function instantsOf({ day, time }: LocalTime, zone: string): readonly string[] {
  const shown = Date.parse(`${day}T${time}Z`);
  const offsets = offsetsAround(day, zone);
  return offsets
    .filter((offset) => offsets.length === 1 || offsetAt(shown - offset, zone) === offset)
    .sort((one, other) => other - one)
    .map((offset) => written({ day, time }, offset));
}

/** The offsets that may hold on a day: those of the day before and after it, for no zone is further than that from UTC. */
function offsetsAround(day: Day, zone: string): readonly number[] {
  const key = `${zone} ${day}`;
  const known = offsetsOfDays.get(key);
  if (known) return known;
  const midnight = Date.parse(day);
  const near = [midnight - millisecondsOfDay, midnight + 2 * millisecondsOfDay];
  const offsets = [...new Set(near.map((instant) => offsetAt(instant, zone)))];
  if (offsetsOfDays.size >= mostDaysKept) offsetsOfDays.clear();
  offsetsOfDays.set(key, offsets);
  return offsets;
}

/** How far the clocks of the zone are ahead of UTC at that instant, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const [year = 0, month = 1, day = 1] = [parts.get('year'), parts.get('month'), parts.get('day')];
  const [hour = 0, minute = 0, second = 0] = [parts.get('hour'), parts.get('minute'), parts.get('second')];
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    });
    formats.set(zone, format);
  }
  return format;
}

/** Before zones, the clocks of a place were some seconds off: that is written in UTC. */
function written({ day, time }: LocalTime, offset: number): string {
  if (offset % millisecondsOfMinute !== 0) return new Date(Date.parse(`${day}T${time}Z`) - offset).toISOString();
  const minutes = Math.abs(offset) / millisecondsOfMinute;
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${day}T${time}${offset < 0 ? '-' : '+'}${hour}:${minute}`;
}
