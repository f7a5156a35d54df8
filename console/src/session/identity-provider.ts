import { useQuery } from '@tanstack/react-query';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';

type IdentityProviderAnswer = Schemas['IdentityProviderAnswer'];
export type IdentityProvider = Schemas['IdentityProviderView'];

/**
 * Path to which the identity provider sends the browser back: with parameters by OpenID Connect, and with a form by SAML, whose fields the
 * tracker puts into the page.
 */
const answerPath = '/app/identity-provider';

let received = readAnswer();

/** Reads the answer from the page or its address, and removes it there: it must not stay in the history, nor be sent by a reload. */
function readAnswer(): IdentityProviderAnswer | null {
  if (location.pathname !== answerPath) return null;
  const samlResponse = takeMeta('saml-response');
  const relayState = takeMeta('saml-state');
  if (samlResponse && relayState) {
    history.replaceState(null, '', answerPath);
    return { state: relayState, samlResponse };
  }
  if (location.search === '') return null;
  const parameters = new URLSearchParams(location.search);
  history.replaceState(null, '', answerPath);
  const [state, code, iss, error] = ['state', 'code', 'iss', 'error'].map((name) => parameters.get(name) ?? undefined);
  return state === undefined ? null : { state, ...(code && { code }), ...(iss && { iss }), ...(error && { error }) };
}

/** Returns the content of the element `<meta>` of that name, and removes the element. */
function takeMeta(name: string): string | null {
  const meta = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`);
  meta?.remove();
  return meta?.content ?? null;
}

/** Returns the answer that the identity provider sent with this page, once. */
export function takeIdentityAnswer(): IdentityProviderAnswer | null {
  const answer = received;
  received = null;
  return answer;
}

/** Returns the identity providers; none until they are known. */
export function useIdentityProviders(): readonly IdentityProvider[] {
  const { data } = useQuery({
    queryKey: ['identity-providers'],
    queryFn: () => call(() => api.GET('/api/v1/identity-providers'), { recovers: false }),
    staleTime: Infinity,
  });
  return data?.items ?? [];
}

/** Leaves the page for the identity provider. The promise never resolves, so that the page stays busy until then. */
export function openIdentityProvider({ url }: Schemas['IdentityProviderRequestView']): Promise<never> {
  location.assign(url);
  return new Promise<never>(() => undefined);
}
