import type { Day } from '../../platform/time/calendar.js';

/** Whether a person born on that day is under 18 on the other. A person born on 29 February turns 18 on 1 March. */
export function isUnder18(bornOn: Day, day: Day): boolean {
  const year = String(Number(bornOn.slice(0, 4)) + 18).padStart(4, '0');
  return day < `${year}${bornOn.slice(4)}`;
}
