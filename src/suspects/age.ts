import type { Day } from '../platform/time/calendar.js';

/** Whether somebody born on that day was not yet 18 on the other. Who was born on 29 February turns 18 on 1 March. */
export function isUnder18(bornOn: Day, on: Day): boolean {
  const year = String(Number(bornOn.slice(0, 4)) + 18).padStart(4, '0');
  return on < `${year}${bornOn.slice(4)}`;
}
