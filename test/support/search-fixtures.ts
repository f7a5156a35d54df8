import type { Given } from './given.js';
import type { GivenAgency } from './people.js';

/** Fixtures of saved views. */
export const searchKinds = ['savedView'] as const;

/** Creates one shared with the agency. */
export async function savedViewAt(given: Given, agency: GivenAgency): Promise<Readonly<Record<'savedView', string>>> {
  const by = await given.account({ agency, role: 'investigator' });
  const terms = { name: 'The owl', text: 'night.owl@example.com', filters: {}, sharedWith: 'agency' };
  return { savedView: (await given.made<{ readonly id: string }>(by, '/saved-views', terms)).id };
}
