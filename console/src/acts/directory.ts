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

/** Person that can be assigned. */
export interface Assignee {
  readonly id: string;
  readonly name: string;
  readonly load: { readonly open: number; readonly isTrained: boolean } | null;
}

/** Returns the investigators of an agency, by name. */
export function usePeople(agencyId: string): readonly Assignee[] {
  const { data } = useQuery({
    queryKey: ['people'],
    queryFn: () => call(() => api.GET('/api/v1/accounts', { params: { query: { role: 'investigator', limit: 200 } } })),
    staleTime: 60_000,
  });
  return (data?.items ?? [])
    .filter(({ seat, disabledAt }) => seat.agencyId === agencyId && disabledAt === null)
    .map(({ id, name }) => ({ id, name, load: null }));
}
