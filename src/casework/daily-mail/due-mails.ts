import { dayOf, hourOf } from '../../platform/time/calendar.js';
import type { DailyMailReader, DueMail } from './daily-mail-records.js';

/**
 * Returns the mails that are due: from the hour of each reader's own day on, unless that day is claimed. Those that failed today are
 * last, so that they keep no other mail back.
 */
export function selectDueMails(readers: readonly DailyMailReader[], now: Date, hour: number): DueMail[] {
  const due = readers.flatMap(({ account_id: accountId, zone, on_day: claimed, retry_at: retryAt }) => {
    if (hourOf(now, zone) < hour) return [];
    const day = dayOf(now, zone);
    const isDue = claimed === null || claimed < day || (claimed === day && retryAt !== null && retryAt <= now);
    return isDue ? [{ accountId, day, isRetry: claimed === day }] : [];
  });
  return due
    .toSorted((one, other) => Number(one.isRetry) - Number(other.isRetry))
    .map(({ accountId, day }) => ({ accountId, day }));
}
