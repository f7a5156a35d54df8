import { InvalidInput } from '../../platform/http/problems.js';
import { addDays, type Day } from '../../platform/time/calendar.js';

/**
 * Rejects a submission day after the receipt. One more day is allowed, because the day has the provider's time zone.
 */
export function requireNotAfterReceipt(submittedOn: Day, receivedAt: Date): void {
  if (submittedOn > addDays(receivedAt.toISOString().slice(0, 10), 1)) {
    throw InvalidInput.forPath('/submittedOn', 'must not be after the receipt');
  }
}
