import { queueAddress } from './queue-address';

const users = '/api/v1/provisioned-users';

/** Returns the address of the page that shows a list of the API, or null for a list without a page. */
export function listAddress(path: string): string | null {
  const [start, query = ''] = path.split('?');
  return start === users ? `/users?${query}` : queueAddress(path);
}
