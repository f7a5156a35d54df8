import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, call } from './client';

/** Returns the query of a complaint alone, which is no audited read of the case. */
export function complaintQuery(id: string) {
  return {
    queryKey: ['complaint', id, 'alone'],
    queryFn: () => call(() => api.GET('/api/v1/complaints/{id}', { params: { path: { id } } })),
  };
}

/** Returns the query of the matches of a complaint, which is an audited read. */
export function matchesQuery(id: string) {
  return {
    queryKey: ['complaint', id, 'matches'],
    queryFn: () => call(() => api.GET('/api/v1/complaints/{id}/matches', { params: { path: { id } } })),
  };
}

/**
 * Returns the function that makes everything stale that a change of a complaint may change: its reads, and the lists and
 * counts of complaints. A merge changes another complaint as well, so that it covers all. The page reads again what it shows.
 */
export function useComplaintsChanged(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const list of ['complaint', 'complaints', 'queues', 'bundles'])
      void queries.invalidateQueries({ queryKey: [list] });
  }, [queries]);
}
