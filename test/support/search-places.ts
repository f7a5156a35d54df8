import type { Given } from './given.js';
import type { GivenAgency } from './people.js';

/** A search that somebody keeps. */
export const searchKinds = ['savedView'] as const;

/** One of the agency's, for all who sit there. */
export async function savedViewAt(given: Given, agency: GivenAgency): Promise<Readonly<Record<'savedView', string>>> {
  const by = await given.account({ agency, role: 'investigator' });
  const terms = { name: 'The owl', text: 'night.owl@example.com', filters: {}, sharedWith: 'agency' };
  return { savedView: (await given.made<{ readonly id: string }>(by, '/saved-views', terms)).id };
}
