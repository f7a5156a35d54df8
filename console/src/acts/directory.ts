import { queryOptions } from '@tanstack/react-query';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';

/** Number of choices that a picker reads at once. */
const limit = 50;

/** Query of one agency, for its name and State. */
export function agencyQuery(id: string) {
  return queryOptions({
    queryKey: ['agencies', 'one', id],
    queryFn: () => call(() => api.GET('/api/v1/agencies/{id}', { params: { path: { id } } })),
    staleTime: 600_000,
  });
}

/** Reads the first agencies of the seat with the letters in their names, by name. */
export function findAgencies(letters: string): Promise<Schemas['AgencyPage']> {
  return call(() => api.GET('/api/v1/agencies', { params: { query: { limit, ...toFilter(letters) } } }));
}

/** Reads the first investigators of an agency with the letters in their names, by name. */
export function findInvestigators(agencyId: string, letters: string): Promise<Schemas['PeoplePage']> {
  const query = { role: 'investigator', agencyId, limit, ...toFilter(letters) } as const;
  return call(() => api.GET('/api/v1/people', { params: { query } }));
}

function toFilter(letters: string): { readonly q?: string } {
  return letters === '' ? {} : { q: letters };
}
