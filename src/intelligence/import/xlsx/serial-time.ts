import { addDays } from '../../../platform/time/calendar.js';
import type { ParsedCell } from '../parsed-cell.js';
import type { NumberFormat } from './number-format.js';

const millisecondsOfDay = 86_400_000;
/** 31 December 9999, the last day of a workbook. */
const lastDay = { from1900: 2_958_465, from1904: 2_957_003 };

/**
 * Returns the displayed day and time of a stored number, without an offset. Workbooks count days from 1904, or from 1900 with a nonexistent
 * 29 February, so that earlier days are off by one.
 */
export function formatSerialTime(serial: number, { hasDay, hasTime }: NumberFormat, is1904: boolean): ParsedCell {
  const last = is1904 ? lastDay.from1904 : lastDay.from1900;
  const outside = { fault: `holds a number that is formatted as a ${hasDay ? 'day' : 'time'} but is not one` };
  if (Math.abs(serial) >= last + 1) return outside;
  // One number stores a day and a time, so it is exact to a millisecond only.
  const all = Math.round(serial * millisecondsOfDay);
  const days = Math.floor(all / millisecondsOfDay);
  const time = formatTime(all - days * millisecondsOfDay);
  if (!hasDay) return { value: time };
  if (days < (is1904 ? 0 : 1) || days > last) return outside;
  if (!is1904 && days === 60) return { fault: 'holds 29 February 1900, which does not exist' };
  const day = is1904 ? addDays('1904-01-01', days) : addDays(days < 60 ? '1899-12-31' : '1899-12-30', days);
  return { value: hasTime ? `${day}T${time}` : day };
}

function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 23).replace('.000', '');
}
