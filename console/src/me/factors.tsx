import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, call, setCsrfToken } from '../api/client';
import type { Schemas } from '../api/types';
import { formatDay, toLocalInput } from '../kit/dates';
import { ProblemMessage } from '../kit/messages';
import { QueryContent } from '../kit/query-content';
import { useAnnounce } from '../kit/status-line';
import { AddPasskey, AddTotp } from '../session/enrolment';
import { useSession } from '../session/session';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';
import { usePageAct } from './use-page-act';

/** Factors of the account: passkeys, the authenticator app and recovery codes. */
export function Factors() {
  const words = useWords();
  const announce = useAnnounce();
  const { session } = useSession();
  const { run, problem, isBusy } = usePageAct();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const factors = useQuery({
    queryKey: ['factors'],
    queryFn: () => call(() => api.GET('/api/v1/accounts/me/factors')),
    gcTime: 0,
  });
  const take = (answer: Schemas['SessionView']): void => {
    setCsrfToken(answer.csrfToken);
    void factors.refetch();
  };
  const added = (answer: Schemas['SessionView']): void => {
    take(answer);
    announce(words.factors.added);
  };
  const zone = useZone();
  const day = (at: string): string =>
    words.factors.since(formatDay(toLocalInput(new Date(at), zone).slice(0, 10), words.locale));
  const renderRemoveButton = (name: string, remove: () => Promise<Schemas['SessionView']>) => (
    <button
      type="button"
      className="usa-button usa-button--unstyled"
      disabled={isBusy}
      onClick={() => run(async () => take(await remove()), words.factors.removed)}
    >
      {words.factors.remove(name)}
    </button>
  );
  return (
    <section className="card">
      <h2>{words.factors.heading}</h2>
      <ProblemMessage problem={problem} />
      <QueryContent query={factors}>
        {({ passkeys, totp, recoveryCodesLeft }) => (
          <ul className="plain-list">
            {passkeys.map(({ id, name, addedAt }) => (
              <li key={id}>
                {words.factor.passkey}: <strong>{name}</strong> <span className="soft">{day(addedAt)}</span>{' '}
                {renderRemoveButton(name, () =>
                  call(() => api.DELETE('/api/v1/accounts/me/passkeys/{id}', { params: { path: { id } } })),
                )}
              </li>
            ))}
            {totp && (
              <li>
                {words.factor.totp} <span className="soft">{day(totp.addedAt)}</span>{' '}
                {renderRemoveButton(words.factor.totp, () => call(() => api.DELETE('/api/v1/accounts/me/totp')))}
              </li>
            )}
            {passkeys.length === 0 && !totp && <li>{words.factors.none}</li>}
            {recoveryCodesLeft > 0 && <li>{words.factors.recoveryLeft(recoveryCodesLeft)}</li>}
          </ul>
        )}
      </QueryContent>
      <AddPasskey onAdded={added} />
      <AddTotp onAdded={added} />
      {session.factors.some((factor) => factor === 'totp' || factor === 'passkey') && (
        <>
          <h3>{words.factors.recovery}</h3>
          <p>{words.factors.recoveryText}</p>
          <button
            type="button"
            className="usa-button usa-button--outline"
            disabled={isBusy}
            onClick={() =>
              run(async () => {
                const made = await call(() => api.POST('/api/v1/accounts/me/recovery-codes'));
                setCodes(made.codes);
                take(made.session);
              }, words.factors.codesText)
            }
          >
            {words.factors.makeCodes}
          </button>
          {codes.length > 0 && (
            <>
              <p>{words.factors.codesText}</p>
              <ul className="codes secret">
                {codes.map((code) => (
                  <li key={code}>{code}</li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </section>
  );
}
