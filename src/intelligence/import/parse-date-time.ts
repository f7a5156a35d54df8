import { isInstant } from '../../platform/validation/instants.js';
import { isDay, type Day } from '../../platform/time/calendar.js';
import { instantsOf, type LocalTime } from '../../platform/time/local-time.js';
import type { ParsedCell } from './parsed-cell.js';

/**
 * Day as programs and people in the United States write it, with an optional time: `2018-03-01`, or month first
 * `3/1/2018`.
 */
const dayPattern = /^(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\/(\d{1,2})\/(\d{4}))(?:$|(?:T|,?[ \u00A0\u202F])(\S.*)$)/;
const timePattern = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d)(\.\d{1,3})?\d{0,6})?(?:[ \u00A0\u202F]?([AP])\.?M\.?)?$/i;
const maxLength = 40;

const invalidInstant =
  'must be a day and a time such as 2018-03-01 09:30, or an instant such as 2018-03-01T09:30:00-06:00';
const twoDigitYear = 'has a year of two digits: enter all four, as in 3/1/2018';
const twoDigitYearPattern = /^\d{1,2}\/\d{1,2}\/\d{2}(?!\d)/;
const invalidDay = 'must be a day such as 2018-03-01, or month first with a year of four digits';

/**
 * Parses an instant: RFC 3339 with an offset, or a day and a time in the zone. An ambiguous or nonexistent local time
 * is a fault.
 */
export function parseLocalInstant(cell: string, zone: string): ParsedCell {
  return parseInstant(cell, zone, () => ({ fault: 'must also have a time of day, such as 2018-03-01 09:30' }));
}

/** Parses an instant, or a day alone, which is its first moment in the zone. */
export function parseLocalInstantOrDay(cell: string, zone: string): ParsedCell {
  return parseInstant(cell, zone, (day) => resolveInstant({ day, time: '00:00:00' }, zone));
}

/** Parses an instant, or a day alone, which is its noon in the zone and marked. */
export function parseLocalInstantOrNoon(cell: string, zone: string): ParsedCell {
  return parseInstant(cell, zone, (day) => {
    const read = resolveInstant({ day, time: '12:00:00' }, zone);
    return 'fault' in read ? read : { ...read, isDayAlone: true };
  });
}

function parseInstant(cell: string, zone: string, parseDayAlone: (day: Day) => ParsedCell): ParsedCell {
  if (isInstant(cell)) return { value: cell };
  const read = splitDayAndTime(cell);
  if (!read) return { fault: twoDigitYearPattern.test(cell) ? twoDigitYear : invalidInstant };
  if (read.time === null) return parseDayAlone(read.day);
  const time = parseTime(read.time);
  return time === null ? { fault: invalidInstant } : resolveInstant({ day: read.day, time }, zone);
}

/** Parses a day. Midnight is accepted, because some programs always write a time. */
export function parseLocalDay(cell: string): ParsedCell {
  const read = splitDayAndTime(cell);
  if (!read) return { fault: twoDigitYearPattern.test(cell) ? twoDigitYear : invalidDay };
  const isDayAlone = read.time === null || parseTime(read.time) === '00:00:00';
  return isDayAlone ? { value: read.day } : { fault: 'must be a day without a time' };
}

function resolveInstant(local: LocalTime, zone: string): ParsedCell {
  const [first, ...others] = instantsOf(local, zone);
  if (first !== undefined && others.length === 0) return { value: first };
  return {
    fault: 'stood on the clock twice that night, or not at all: add the offset, as in 2018-03-01T09:30:00-06:00',
  };
}

function splitDayAndTime(cell: string): { readonly day: string; readonly time: string | null } | null {
  if (cell.length > maxLength) return null;
  const [, year, month, day, usMonth = '', usDay = '', usYear, time = null] = dayPattern.exec(cell) ?? [];
  const found =
    year === undefined ? `${usYear}-${usMonth.padStart(2, '0')}-${usDay.padStart(2, '0')}` : `${year}-${month}-${day}`;
  return isDay(found) ? { day: found, time } : null;
}

/** Returns `HH:MM:SS` for a time of 24 hours, or of twelve hours with AM or PM. */
function parseTime(text: string): string | null {
  const [, hours = '', minutes, seconds = '00', fraction = '', half] = timePattern.exec(text) ?? [];
  const shown = Number(hours);
  if (minutes === undefined || shown > 23) return null;
  if (half !== undefined && (shown < 1 || shown > 12)) return null;
  const hour = half === undefined ? shown : (shown % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
  const part = /[1-9]/.test(fraction) ? fraction : '';
  return `${String(hour).padStart(2, '0')}:${minutes}:${seconds}${part}`;
}
