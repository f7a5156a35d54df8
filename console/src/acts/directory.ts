import { useQuery } from '@tanstack/react-query';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';

/** Returns the agencies of the seat by name. They are read once. */
export function useAgencies(): readonly Schemas['AgencySummary'][] {
  const { data } = useQuery({
    queryKey: ['agencies'],
    queryFn: () => call(() => api.GET('/api/v1/agencies', { params: { query: { limit: 200 } } })),
    staleTime: 600_000,
  });
  return data?.items ?? [];
}

/** Person that can be assigned. Open complaints and training are null for readers who may not read them. */
export type Assignee = Pick<Schemas['PersonLine'], 'id' | 'name' | 'open' | 'isTrained'>;

/** Returns the investigators of an agency, by name. */
export function usePeople(agencyId: string): readonly Assignee[] {
  const { data } = useQuery({
    queryKey: ['people', agencyId],
    queryFn: () =>
      call(() => api.GET('/api/v1/people', { params: { query: { role: 'investigator', agencyId, limit: 200 } } })),
    enabled: agencyId !== '',
    staleTime: 60_000,
  });
  return data?.items ?? [];
}
