import { dayOf, hourOf } from '../../platform/time/calendar.js';
import type { DailyMailReader, DueMail } from './daily-mail-records.js';

/** Returns the mails that are due: from the hour of each reader's own day on, unless that day is claimed. */
export function selectDueMails(readers: readonly DailyMailReader[], now: Date, hour: number): DueMail[] {
  return readers.flatMap(({ account_id: accountId, zone, on_day: claimed, retry_at: retryAt }) => {
    if (hourOf(now, zone) < hour) return [];
    const day = dayOf(now, zone);
    const isDue = claimed === null || claimed < day || (claimed === day && retryAt !== null && retryAt <= now);
    return isDue ? [{ accountId, day }] : [];
  });
}
