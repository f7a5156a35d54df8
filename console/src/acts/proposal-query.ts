import { queryOptions } from '@tanstack/react-query';
import { api, call } from '../api/client';
import type { ChildAccess } from '../api/types';

/** Facts that a person found in the report. */
interface FoundFacts {
  readonly childAccess?: ChildAccess;
  readonly hasHandsOnStatement?: boolean;
}

/**
 * Query of the triage that the rules propose for the found facts, with the places of the complaint and the agencies
 * that serve them.
 */
export function proposalQuery(id: string, query: FoundFacts = {}) {
  return queryOptions({
    queryKey: ['complaint', id, 'proposal', query],
    queryFn: () => call(() => api.GET('/api/v1/complaints/{id}/triage-proposal', { params: { path: { id }, query } })),
    staleTime: Infinity,
  });
}
