import { queueAddress } from './queue-address';

const pages: Readonly<Record<string, string>> = {
  '/api/v1/accounts': '/accounts',
  '/api/v1/factor-resets': '/accounts',
  '/api/v1/provisioned-users': '/users',
};

/** Returns the address of the page that shows a list of the API, or null for a list without a page. */
export function listAddress(path: string): string | null {
  const [start, query = ''] = path.split('?');
  const page = pages[start ?? ''];
  return page === undefined ? queueAddress(path) : `${page}?${query}`;
}
