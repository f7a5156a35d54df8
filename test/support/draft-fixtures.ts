import type { Given } from './given.js';
import type { GivenAgency } from './people.js';

/** Fixtures of drafts, which only their author sees. */
export const draftKinds = ['draft'] as const;

/** Creates one of an account at the agency. */
export async function draftAt(given: Given, agency: GivenAgency): Promise<Readonly<Record<'draft', string>>> {
  return { draft: (await given.draft({ by: await given.account({ agency, role: 'supervisor' }) })).id };
}
