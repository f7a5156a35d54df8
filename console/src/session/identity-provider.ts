import { useQuery } from '@tanstack/react-query';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';

type IdentityProviderAnswer = Schemas['IdentityProviderAnswer'];

/** Path to which the identity provider sends the browser back. The tracker registers it as its redirect URI. */
const answerPath = '/app/identity-provider';

let received = readAnswer();

/** Reads the answer from the address of the page, and removes it there: it must not stay in the history. */
function readAnswer(): IdentityProviderAnswer | null {
  if (location.pathname !== answerPath || location.search === '') return null;
  const parameters = new URLSearchParams(location.search);
  history.replaceState(null, '', answerPath);
  const [state, code, iss, error] = ['state', 'code', 'iss', 'error'].map((name) => parameters.get(name) ?? undefined);
  return state === undefined ? null : { state, ...(code && { code }), ...(iss && { iss }), ...(error && { error }) };
}

/** Returns the answer that the identity provider sent with this page, once. */
export function takeIdentityAnswer(): IdentityProviderAnswer | null {
  const answer = received;
  received = null;
  return answer;
}

/** Returns the name of the identity provider; null without one. */
export function useIdentityProvider(): string | null {
  const { data } = useQuery({
    queryKey: ['identity-providers'],
    queryFn: () => call(() => api.GET('/api/v1/identity-providers'), { recovers: false }),
    staleTime: Infinity,
  });
  return data?.items[0]?.name ?? null;
}

/** Leaves the page for the identity provider. The promise never resolves, so that the page stays busy until then. */
export function openIdentityProvider({ url }: Schemas['IdentityProviderRequestView']): Promise<never> {
  location.assign(url);
  return new Promise<never>(() => undefined);
}
