import type { Given } from '../support/given.js';
import type { GivenAgency } from '../support/people.js';
import type { ValidRequest } from '../support/requests.js';

export const searchKinds = ['savedView'] as const;

/** Creates one shared with the agency. */
export async function savedViewAt(given: Given, agency: GivenAgency): Promise<Readonly<Record<'savedView', string>>> {
  const by = await given.account({ agency, role: 'investigator' });
  const terms = { name: 'The owl', text: 'night.owl@example.com', filters: {}, sharedWith: 'agency' };
  return { savedView: (await given.made<{ readonly id: string }>(by, '/saved-views', terms)).id };
}

const view = (name: string) => (): object => ({
  name,
  text: 'night.owl@example.com',
  filters: { state: 'received' },
  sharedWith: 'nobody',
});

export const searchRequests: Readonly<Record<string, ValidRequest>> = {
  'POST /api/v1/search': { body: () => ({ text: 'night.owl@example.com' }) },
  'POST /api/v1/saved-views': { body: view('The owl') },
  'GET /api/v1/saved-views': {},
  'GET /api/v1/saved-views/:id': { of: 'savedView' },
  'GET /api/v1/saved-views/:id/count': { of: 'savedView' },
  'PUT /api/v1/saved-views/:id': { of: 'savedView', body: view('The owl again') },
  'DELETE /api/v1/saved-views/:id': { of: 'savedView', isFinal: true },
};
