import { InvalidInput } from '../../platform/http/problems.js';
import type { ComplaintSource, NcmecClass } from './complaints.enums.js';

/** Rejects a report that NCMEC received after the task force did. */
export function requireNotAfterReceipt(reportedToNcmecAt: Date, receivedAt: Date): void {
  if (reportedToNcmecAt > receivedAt)
    throw InvalidInput.forPath('/reportedToNcmecAt', 'must not be after the task force received the complaint');
}

/** Rejects a class of NCMEC on a complaint from another source. */
export function requireClassOfCyberTip(ncmecClass: NcmecClass | null, source: ComplaintSource): void {
  if (ncmecClass !== null && source !== 'ncmec_cybertip')
    throw InvalidInput.forPath('/ncmecClass', 'must not be set for a complaint that is no CyberTip');
}
