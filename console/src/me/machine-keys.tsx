import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ComponentProps, useState } from 'react';
import { api, call } from '../api/client';
import { formatInstant } from '../kit/dates';
import { Empty, ProblemMessage } from '../kit/messages';
import { QueryContent } from '../kit/query-content';
import { useSession } from '../session/session';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';
import { MadeMachineKey, NewMachineKey } from './new-machine-key';
import { usePageAct } from './use-page-act';

/** Machine keys of the account, each of which can be revoked. The secret of a new one is shown once. */
export function MachineKeys() {
  const words = useWords();
  const zone = useZone();
  const { run, problem, isBusy } = usePageAct();
  const queries = useQueryClient();
  const { session, may } = useSession();
  const accountId = session.account.id;
  const [isAdding, setIsAdding] = useState(false);
  const [made, setMade] = useState<ComponentProps<typeof MadeMachineKey> | null>(null);
  const machineKeys = useQuery({
    queryKey: ['machine-keys'],
    queryFn: () =>
      call(() => api.GET('/api/v1/machine-keys', { params: { query: { accountId, ended: false, limit: 200 } } })),
  });
  return (
    <section className="card">
      <h2>{words.me.keys}</h2>
      <ProblemMessage problem={problem} />
      <QueryContent query={machineKeys}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{words.me.noKeys}</Empty>
          ) : (
            <ul className="plain-list">
              {items.map(({ id, name, usedAt, expiresAt, may }) => (
                <li key={id}>
                  <strong>{name}</strong>{' '}
                  <span className="soft">
                    {words.me.keyLine(
                      usedAt ? formatInstant(usedAt, words.locale, zone) : words.me.never,
                      formatInstant(expiresAt, words.locale, zone),
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
          )
        }
      </QueryContent>
      {made && <MadeMachineKey {...made} />}
      {may('machine-keys:own') && session.seat.level !== 'national' && (
        <button type="button" className="usa-button usa-button--outline" onClick={() => setIsAdding(true)}>
          {words.me.newKey.title}
        </button>
      )}
      {isAdding && (
        <NewMachineKey
          onClose={() => setIsAdding(false)}
          onMade={(key) => {
            setMade(key);
            setIsAdding(false);
            void queries.invalidateQueries({ queryKey: ['machine-keys'] });
          }}
        />
      )}
    </section>
  );
}
