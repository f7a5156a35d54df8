import type { Given } from './given.js';
import type { GivenAgency } from './people.js';

/** What is made of a case. */
export const caseKinds = ['packet'] as const;

/** A packet of a complaint of the agency. */
export async function caseAt(given: Given, { id: agencyId }: GivenAgency): Promise<{ readonly packet: string }> {
  return { packet: await given.packet({ complaint: await given.complaint({ agencyId }) }) };
}
