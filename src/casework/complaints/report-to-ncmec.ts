import { InvalidInput } from '../../platform/http/problems.js';

/** Rejects a report that NCMEC received after the task force did. */
export function requireNotAfterReceipt(reportedToNcmecAt: Date, receivedAt: Date): void {
  if (reportedToNcmecAt > receivedAt)
    throw InvalidInput.forPath('/reportedToNcmecAt', 'must not be after the task force received the complaint');
}
