import { api, call } from './client';

/** Returns the query of a complaint alone, which is no audited read of the case. */
export function complaintQuery(id: string) {
  return {
    queryKey: ['complaint', id, 'alone'],
    queryFn: () => call(() => api.GET('/api/v1/complaints/{id}', { params: { path: { id } } })),
  };
}
