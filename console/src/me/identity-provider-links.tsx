import { useQuery } from '@tanstack/react-query';
import { api, call, setCsrfToken } from '../api/client';
import { ProblemMessage } from '../kit/messages';
import { QueryContent } from '../kit/query-content';
import { openIdentityProvider, useIdentityProviders } from '../session/identity-provider';
import { useWords } from '../words/use-words';
import { usePageAct } from './use-page-act';

/** Links of the account to the identity providers of the agency, where there is one. */
export function IdentityProviderLinks() {
  const words = useWords();
  const providers = useIdentityProviders();
  const { run, problem, isBusy } = usePageAct();
  const links = useQuery({
    queryKey: ['identity-provider-links'],
    queryFn: () => call(() => api.GET('/api/v1/accounts/me/identity-provider-links')),
    gcTime: 0,
  });
  if (providers.length === 0) return null;
  const remove = async (id: string): Promise<void> => {
    const path = { params: { path: { id } } };
    setCsrfToken((await call(() => api.DELETE('/api/v1/accounts/me/identity-provider-links/{id}', path))).csrfToken);
    await links.refetch();
  };
  return (
    <section className="card">
      <h2>{words.identityLinks.heading}</h2>
      <ProblemMessage problem={problem} />
      <QueryContent query={links}>
        {({ items }) => (
          <>
            <ul className="plain-list">
              {items.map(({ id, issuer }) => (
                <li key={id}>
                  {words.identityLinks.line(issuer)}{' '}
                  <button
                    type="button"
                    className="usa-button usa-button--unstyled"
                    disabled={isBusy}
                    onClick={() => run(() => remove(id), words.identityLinks.removed)}
                  >
                    {words.identityLinks.remove(issuer)}
                  </button>
                </li>
              ))}
              {items.length === 0 && <li>{words.identityLinks.none}</li>}
            </ul>
            {providers
              .filter(({ protocol }) => !items.some((link) => link.protocol === protocol))
              .map(({ protocol, name }) => (
                <div key={protocol}>
                  <p>{words.identityLinks.text(name)}</p>
                  <button
                    type="button"
                    className="usa-button usa-button--outline"
                    disabled={isBusy}
                    onClick={() =>
                      run(
                        async () =>
                          openIdentityProvider(
                            await call(() =>
                              api.POST('/api/v1/accounts/me/identity-provider-requests', { body: { protocol } }),
                            ),
                          ),
                        words.identityLinks.adding,
                      )
                    }
                  >
                    {words.identityLinks.add(name)}
                  </button>
                </div>
              ))}
          </>
        )}
      </QueryContent>
    </section>
  );
}
