import { InvalidInput } from '../platform/http/problems.js';
import { addDays, type Day } from '../platform/time/calendar.js';

/** A report is submitted before it is received; a day more, since the day is the provider's and the instant is everybody's. */
export function requireNotAfterReceipt(submittedOn: Day, receivedAt: Date): void {
  if (submittedOn > addDays(receivedAt.toISOString().slice(0, 10), 1)) {
    throw InvalidInput.at('/submittedOn', 'lies after it was received');
  }
}
