import type { ReactNode } from 'react';
import type { KeyId } from '../keys/table';
import { type Permission, useSession } from '../session/session';
import { NotFoundPage } from './not-found';

/**
 * Pages of the navigation in their order, each with its shortcut, if any, and with the permission that it needs. The header leads to the
 * first page of each area, and an area of several pages has links to each of them.
 */
const pages = [
  { path: '/', name: 'home', area: 'home', key: 'goHome', needs: null },
  { path: '/queue', name: 'queue', area: 'queue', key: 'goQueue', needs: 'complaints:read' },
  { path: '/triage', name: 'triage', area: 'triage', key: 'goTriage', needs: 'complaints:triage' },
  { path: '/new', name: 'newComplaint', area: 'newComplaint', key: 'newComplaint', needs: 'complaints:receive' },
  { path: '/search', name: 'search', area: 'search', key: 'search', needs: 'search:run' },
  { path: '/totals', name: 'totals', area: 'totals', key: 'goTotals', needs: 'reports:read' },
  { path: '/accounts', name: 'accounts', area: 'accounts', key: 'goAccounts', needs: 'accounts:read' },
  { path: '/users', name: 'users', area: 'accounts', key: 'goUsers', needs: 'provisioned-users:manage' },
  { path: '/trail', name: 'trail', area: 'trail', key: 'goTrail', needs: 'trail:read' },
  { path: '/access', name: 'access', area: 'trail', key: 'goAccess', needs: 'access:explain' },
  { path: '/help', name: 'help', area: 'help', key: 'help', needs: null },
] as const satisfies readonly {
  path: string;
  name: string;
  area: string;
  key: KeyId | null;
  needs: Permission | null;
}[];

export type NavigationPage = (typeof pages)[number];

/** Name of a page of the navigation. */
export type PageName = NavigationPage['name'];

/** Returns the pages that the account may open. */
export function usePages(): readonly NavigationPage[] {
  const { may } = useSession();
  return pages.filter(({ needs }) => needs === null || may(needs));
}

/** Returns the page of an address, or the one that it stands below, for example the list of a record. */
export function pageOf(pathname: string): NavigationPage | undefined {
  return pages.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
}

/**
 * Page of the navigation, or that it is not found where the account may not open it. Without this, an address that somebody
 * typed would ask the tracker for it, and the trail would have a refusal.
 */
export function Permitted({ name, children }: { readonly name: PageName; readonly children: ReactNode }) {
  return usePages().some((page) => page.name === name) ? children : <NotFoundPage />;
}
