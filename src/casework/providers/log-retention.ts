import { addDays, dayOf, type Day } from '../../platform/time/calendar.js';
import type { Provider } from './provider.entity.js';

/**
 * Returns the last day in the zone of the task force on which the provider keeps the logs of a use; null if the time or
 * the period is not known. The list of expiring logs repeats the rule in SQL.
 */
export function findLogsEnd(
  usedAt: Date | null,
  provider: Pick<Provider, 'retentionDays'> | null,
  zone: string,
): Day | null {
  const days = provider?.retentionDays ?? null;
  return usedAt === null || days === null ? null : addDays(dayOf(usedAt, zone), days);
}
