import type { ReactNode } from 'react';
import { useSession } from '../session/session';
import { NotFoundPage } from './not-found';

/** Pages of the navigation in their order, each with its shortcut, and with the permission that it needs. */
const pages = [
  { path: '/', name: 'home', key: 'goHome', needs: null },
  { path: '/queue', name: 'queue', key: 'goQueue', needs: 'complaints:read' },
  { path: '/triage', name: 'triage', key: 'goTriage', needs: 'complaints:triage' },
  { path: '/new', name: 'newComplaint', key: 'newComplaint', needs: 'complaints:receive' },
  { path: '/search', name: 'search', key: 'search', needs: 'search:run' },
  { path: '/accounts', name: 'accounts', key: 'goAccounts', needs: 'accounts:read' },
  { path: '/users', name: 'users', key: 'goUsers', needs: 'provisioned-users:manage' },
  { path: '/help', name: 'help', key: 'help', needs: null },
] as const;

type Page = (typeof pages)[number];

/** Name of a page of the navigation. */
export type PageName = Page['name'];

/** Returns the pages that the account may open. */
export function usePages(): readonly Page[] {
  const { may } = useSession();
  return pages.filter(({ needs }) => needs === null || may(needs));
}

/**
 * Page of the navigation, or that it is not found where the account may not open it. Without this, an address that somebody
 * typed would ask the tracker for it, and the trail would have a refusal.
 */
export function Permitted({ name, children }: { readonly name: PageName; readonly children: ReactNode }) {
  return usePages().some((page) => page.name === name) ? children : <NotFoundPage />;
}
