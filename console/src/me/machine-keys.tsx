import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, call } from '../api/client';
import { formatInstant } from '../kit/dates';
import { Empty, ProblemMessage } from '../kit/messages';
import { useWords } from '../words/use-words';
import { usePageAct } from './use-page-act';

/** Machine keys of the account, each of which can be revoked. */
export function MachineKeys() {
  const words = useWords();
  const { run, problem, isBusy } = usePageAct();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ['machine-keys'],
    queryFn: () => call(() => api.GET('/api/v1/machine-keys')),
  });
  const keys = data?.items.filter(({ endedAt }) => endedAt === null) ?? [];
  return (
    <section className="card">
      <h2>{words.me.keys}</h2>
      <ProblemMessage problem={problem} />
      {data && keys.length === 0 && <Empty>{words.me.noKeys}</Empty>}
      <ul className="plain-list">
        {keys.map(({ id, name, usedAt, expiresAt, may }) => (
          <li key={id}>
            <strong>{name}</strong>{' '}
            <span className="soft">
              {words.me.keyLine(
                usedAt ? formatInstant(usedAt, words.locale) : words.me.never,
                formatInstant(expiresAt, words.locale),
              )}
            </span>{' '}
            {may.revoke && (
              <button
                type="button"
                className="usa-button usa-button--unstyled"
                disabled={isBusy}
                onClick={() =>
                  run(async () => {
                    await call(() => api.DELETE('/api/v1/machine-keys/{id}', { params: { path: { id } } }));
                    await queries.invalidateQueries({ queryKey: ['machine-keys'] });
                  }, words.me.revoked)
                }
              >
                {words.me.revoke(name)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
