import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';
import { switchKeys } from '../keys/use-keys';
import { useLanguage } from '../words/use-words';

/** Preferences of an account. */
export type Preferences = Schemas['PreferencesView'];

/** Saves of this page: they are sent one after another, so that the last one counts. */
const saves: { last: number; end: Promise<unknown> } = { last: 0, end: Promise.resolve() };

/** Reads the preferences of the account. */
export function usePreferences() {
  return useQuery({
    queryKey: ['preferences'],
    queryFn: () => call(() => api.GET('/api/v1/accounts/me/preferences')),
    staleTime: Infinity,
    gcTime: Infinity,
  });
}

/** Returns the function that changes some preferences of the account. */
export function useChangePreferences(): (part: Partial<Preferences>) => Promise<void> {
  const queries = useQueryClient();
  return async (part) => {
    const before = queries.getQueryData<Preferences>(['preferences']);
    if (!before) return;
    const body = { ...before, ...part };
    // The page changes at once, and back if the tracker rejects it.
    queries.setQueryData(['preferences'], body);
    const number = (saves.last += 1);
    const saved = saves.end.then(() => call(() => api.PUT('/api/v1/accounts/me/preferences', { body })));
    saves.end = saved.catch(() => undefined);
    let shown = before;
    try {
      shown = await saved;
    } finally {
      // The answer to an earlier change does not undo a later one.
      if (number === saves.last) queries.setQueryData(['preferences'], shown);
    }
  };
}

/** Applies the preferences of the account to the page. */
export function useAppliedPreferences(): void {
  const { data: preferences } = usePreferences();
  const { setLanguage } = useLanguage();
  useEffect(() => {
    if (!preferences) return;
    setLanguage(preferences.language);
    switchKeys(preferences.shortcuts === 'on');
    document.documentElement.dataset['density'] = preferences.density;
  }, [preferences, setLanguage]);
}
