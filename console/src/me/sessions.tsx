import { useQuery } from '@tanstack/react-query';
import { api, call } from '../api/client';
import { formatInstant } from '../kit/dates';
import { ProblemMessage } from '../kit/messages';
import { QueryContent } from '../kit/query-content';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';
import { usePageAct } from './use-page-act';

/** Sessions of the account, each of which can be ended. */
export function Sessions() {
  const words = useWords();
  const zone = useZone();
  const { run, problem, isBusy } = usePageAct();
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: () => call(() => api.GET('/api/v1/sessions')),
    gcTime: 0,
  });
  const others = sessions.data?.items.filter(({ isThisOne }) => !isThisOne) ?? [];
  const end = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) await call(() => api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } }));
    await sessions.refetch();
  };
  return (
    <section className="card">
      <h2>{words.me.sessions}</h2>
      <ProblemMessage problem={problem} />
      <QueryContent query={sessions}>
        {({ items }) => (
          <ul className="plain-list">
            {items.map(({ id, openedAt, address, isThisOne }) => (
              <li key={id}>
                {words.me.sessionLine(formatInstant(openedAt, words.locale, zone), address ?? words.common.hidden)}{' '}
                {isThisOne ? (
                  <span className="badge badge--good">{words.me.thisOne}</span>
                ) : (
                  <button
                    type="button"
                    className="usa-button usa-button--unstyled"
                    disabled={isBusy}
                    onClick={() => run(() => end([id]), words.me.ended)}
                  >
                    {words.me.endSession}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryContent>
      {others.length > 1 && (
        <button
          type="button"
          className="usa-button usa-button--outline"
          disabled={isBusy}
          onClick={() => run(() => end(others.map(({ id }) => id)), words.me.ended)}
        >
          {words.me.endOthers}
        </button>
      )}
    </section>
  );
}
