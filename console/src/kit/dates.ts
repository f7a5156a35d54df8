const toMinute = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
} as const;

/** Returns an instant with its zone, such as "May 12, 2018, 9:30 AM CDT". */
export function formatInstant(instant: string, locale: string, zone: string): string {
  return new Date(instant).toLocaleString(locale, { ...toMinute, timeZone: zone });
}

/**
 * Returns the instant of a use with its seconds, such as "May 12, 2018, 9:30:05 AM CDT". A provider finds the subscriber of an
 * address only by the second.
 */
export function formatUse(instant: string, locale: string, zone: string): string {
  return new Date(instant).toLocaleString(locale, { ...toMinute, second: '2-digit', timeZone: zone });
}

/** Returns a time of day, such as "9:30 AM". */
export function formatTime(instant: string | Date, locale: string, zone: string): string {
  return new Date(instant).toLocaleTimeString(locale, { timeStyle: 'short', timeZone: zone });
}

/** Returns an instant, or its day and a remark such as "time not kept" if only the day is known. */
export function formatInstantOrDay(
  instant: string,
  { isDay, remark }: { readonly isDay: boolean; readonly remark: string },
  locale: string,
  zone: string,
): string {
  if (!isDay) return formatInstant(instant, locale, zone);
  const day = new Date(instant).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: zone });
  return `${day} (${remark})`;
}

/** Returns a day without a time, such as "May 12, 2018". */
export function formatDay(day: string, locale: string): string {
  return new Date(`${day}T12:00:00Z`).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' });
}

/**
 * Returns the time between two instants in the largest fitting unit, such as "3 days ago". It names no day, such as
 * "tomorrow": 25 hours from now can be the day after.
 */
export function formatAge(instant: string, locale: string, now = Date.now()): string {
  const seconds = (new Date(instant).getTime() - now) / 1000;
  const units = [
    ['year', 31_557_600],
    ['month', 2_629_800],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ] as const;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return format.format(Math.round(seconds / size), unit);
}

/** Returns a local date and time with the offset of a zone, as the API takes it. */
export function withOffset(local: string, zone: string): string {
  const near = offsetAt(new Date(`${local}:00Z`), zone);
  // Near a change of the clock, the offset of the local time itself counts.
  return `${local}:00${offsetAt(new Date(`${local}:00${near}`), zone)}`;
}

/** Returns the offset of a zone. For an invalid date it returns UTC, because the API rejects the date and names its field. */
function offsetAt(instant: Date, zone: string): string {
  if (Number.isNaN(instant.getTime())) return 'Z';
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(instant);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  // The mean time of a place, before there were zones, has seconds.
  return name === 'GMT' ? 'Z' : name.replace('GMT', '').slice(0, 6);
}

/** Returns an instant as the value of a native date and time field in a zone. */
export function toLocalInput(instant: Date, zone: string): string {
  const text = instant.toLocaleString('sv-SE', { timeZone: zone });
  return text.slice(0, 16).replace(' ', 'T');
}
