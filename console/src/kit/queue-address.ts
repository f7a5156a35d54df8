const list = '/api/v1/complaints';

/** Returns the address of the queue that shows a list of complaints of the API, or null for another list. */
export function queueAddress(path: string): string | null {
  const [start, query] = path.split('?');
  if (start !== list) return null;
  const filters = new URLSearchParams(query);
  if (!filters.has('queue')) filters.set('queue', 'all');
  return `/queue?${filters}`;
}
