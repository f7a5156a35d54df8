import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';

/** Query of the agencies of the seat, by name. They are read once. */
export const agenciesQuery = queryOptions({
  queryKey: ['agencies'],
  queryFn: () => call(() => api.GET('/api/v1/agencies', { params: { query: { limit: 200 } } })),
  staleTime: 600_000,
});

/** Returns the agencies of the seat by name; none until they are read. */
export function useAgencies(): readonly Schemas['AgencySummary'][] {
  return useQuery(agenciesQuery).data?.items ?? [];
}

/** Returns the names of agencies by their ids, as the options of a selection. */
export function namesOf(agencies: readonly Schemas['AgencySummary'][]): Readonly<Record<string, string>> {
  return Object.fromEntries(agencies.map(({ id, name }) => [id, name]));
}

/** Person that can be assigned. Open complaints and training are null for readers who may not read them. */
export type Assignee = Pick<Schemas['PersonLine'], 'id' | 'name' | 'open' | 'isTrained'>;

/** Returns the investigators of an agency, by name; undefined until they are read. */
export function usePeople(agencyId: string): readonly Assignee[] | undefined {
  const { data } = useQuery({
    queryKey: ['people', agencyId],
    queryFn: () =>
      call(() => api.GET('/api/v1/people', { params: { query: { role: 'investigator', agencyId, limit: 200 } } })),
    enabled: agencyId !== '',
    staleTime: 60_000,
  });
  return data?.items;
}
