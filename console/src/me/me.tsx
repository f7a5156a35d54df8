import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, call, setCsrfToken } from '../api/client';
import { ApiError, type Problem } from '../api/problem';
import type { Schemas } from '../api/types';
import { formatDay, formatInstant } from '../kit/dates';
import { Facts } from '../kit/facts';
import { Empty, ProblemMessage } from '../kit/messages';
import { Page } from '../kit/page';
import { useAnnounce } from '../kit/status-line';
import { NewPassword } from '../session/door';
import { AddPasskey, AddTotp } from '../session/enrolment';
import { usePreferences } from '../session/preferences';
import { StepUpCancelled, useSession } from '../session/session';
import { languages, useWords } from '../words/use-words';

/** Own account: seat, factors, password, sessions, machine keys and preferences. */
export default function Me() {
  const words = useWords();
  const { session, may } = useSession();
  const { account, seat } = session;
  return (
    <Page title={words.me.title} width="narrow">
      <section className="card">
        <h2>{words.me.account}</h2>
        <Facts
          facts={[
            [words.me.name, account.name],
            [words.me.email, account.email],
            [words.me.role, words.role[account.role]],
            [
              words.me.seat,
              [seat.agency?.name, seat.taskForce?.name].filter(Boolean).join(', ') || words.seat.national,
            ],
          ]}
        />
      </section>
      <Preferences />
      <Factors />
      <Password />
      <Sessions />
      {may('machine-keys:manage') && <Keys />}
    </Page>
  );
}

/** Runs one act of the page and says its outcome. A step-up that the user closes ends it without a message. */
function usePageAct(): {
  readonly run: (act: () => Promise<unknown>, sentence: string) => void;
  readonly problem: Problem | null;
  readonly isBusy: boolean;
} {
  const announce = useAnnounce();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const run = (act: () => Promise<unknown>, sentence: string): void => {
    setProblem(null);
    setIsBusy(true);
    act()
      .then(() => announce(sentence))
      .catch((error: unknown) => {
        if (error instanceof StepUpCancelled) return;
        if (!(error instanceof ApiError)) throw error;
        setProblem(error.problem);
      })
      .finally(() => setIsBusy(false));
  };
  return { run, problem, isBusy };
}

function Preferences() {
  const words = useWords();
  const { preferences, change } = usePreferences();
  const { run, problem } = usePageAct();
  if (!preferences) return null;
  const save = (part: Partial<typeof preferences>): void => run(() => change(part), words.me.saved);
  return (
    <section className="card">
      <h2>{words.me.preferences}</h2>
      <ProblemMessage problem={problem} />
      <fieldset className="usa-fieldset">
        <legend className="usa-label">{words.me.language}</legend>
        {languages.map((one) => (
          <label key={one} className="tier-option">
            <input
              type="radio"
              name="language"
              checked={preferences.language === one}
              onChange={() => save({ language: one })}
            />
            <span>{words.me.languages[one]}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className="usa-fieldset">
        <legend className="usa-label">{words.me.density}</legend>
        {(['comfortable', 'compact'] as const).map((one) => (
          <label key={one} className="tier-option">
            <input
              type="radio"
              name="density"
              checked={preferences.density === one}
              onChange={() => save({ density: one })}
            />
            <span>{words.me.densities[one]}</span>
          </label>
        ))}
      </fieldset>
      <label className="tier-option">
        <input
          type="checkbox"
          checked={preferences.shortcuts === 'on'}
          aria-describedby="shortcuts-hint"
          onChange={(event) => save({ shortcuts: event.target.checked ? 'on' : 'off' })}
        />
        {words.me.shortcuts}
      </label>
      <p className="usa-hint flush" id="shortcuts-hint">
        {words.me.shortcutsHint}
      </p>
    </section>
  );
}

function Factors() {
  const words = useWords();
  const announce = useAnnounce();
  const { session } = useSession();
  const { run, problem, isBusy } = usePageAct();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const { data, refetch } = useQuery({
    queryKey: ['factors'],
    queryFn: () => call(() => api.GET('/api/v1/accounts/me/factors')),
    gcTime: 0,
  });
  const take = (answer: Schemas['SessionView']): void => {
    setCsrfToken(answer.csrfToken);
    void refetch();
  };
  const added = (answer: Schemas['SessionView']): void => {
    take(answer);
    announce(words.factors.added);
  };
  const day = (at: string): string => words.factors.since(formatDay(at.slice(0, 10), words.locale));
  return (
    <section className="card">
      <h2>{words.factors.heading}</h2>
      <ProblemMessage problem={problem} />
      <ul className="plain-list">
        {data?.passkeys.map(({ id, name, addedAt }) => (
          <li key={id}>
            {words.factor.passkey}: <strong>{name}</strong> <span className="soft">{day(addedAt)}</span>{' '}
            <button
              type="button"
              className="usa-button usa-button--unstyled"
              disabled={isBusy}
              onClick={() =>
                run(
                  async () =>
                    take(
                      await call(() => api.DELETE('/api/v1/accounts/me/passkeys/{id}', { params: { path: { id } } })),
                    ),
                  words.factors.removed,
                )
              }
            >
              {words.factors.remove(name)}
            </button>
          </li>
        ))}
        {data?.totp && (
          <li>
            {words.factor.totp} <span className="soft">{day(data.totp.addedAt)}</span>{' '}
            <button
              type="button"
              className="usa-button usa-button--unstyled"
              disabled={isBusy}
              onClick={() =>
                run(async () => take(await call(() => api.DELETE('/api/v1/accounts/me/totp'))), words.factors.removed)
              }
            >
              {words.factors.remove(words.factor.totp)}
            </button>
          </li>
        )}
        {data && data.passkeys.length === 0 && !data.totp && <li>{words.factors.none}</li>}
        {data && data.recoveryCodesLeft > 0 && <li>{words.factors.recoveryLeft(data.recoveryCodesLeft)}</li>}
      </ul>
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

function Password() {
  const words = useWords();
  const { run, problem, isBusy } = usePageAct();
  const [round, setRound] = useState(0);
  return (
    <section className="card">
      <h2>{words.me.password}</h2>
      <ProblemMessage problem={problem} />
      <NewPassword
        key={round}
        isBusy={isBusy}
        onSubmit={(body) =>
          run(async () => {
            const answer = await call(() => api.PUT('/api/v1/accounts/me/password', { body }));
            setCsrfToken(answer.csrfToken);
            setRound(round + 1);
          }, words.me.changed)
        }
      />
    </section>
  );
}

function Sessions() {
  const words = useWords();
  const { run, problem, isBusy } = usePageAct();
  const { data, refetch } = useQuery({
    queryKey: ['sessions'],
    queryFn: () => call(() => api.GET('/api/v1/sessions')),
    gcTime: 0,
  });
  const others = data?.items.filter(({ isThisOne }) => !isThisOne) ?? [];
  const end = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) await call(() => api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } }));
    await refetch();
  };
  return (
    <section className="card">
      <h2>{words.me.sessions}</h2>
      <ProblemMessage problem={problem} />
      <ul className="plain-list">
        {data?.items.map(({ id, openedAt, address, isThisOne }) => (
          <li key={id}>
            {words.me.sessionLine(formatInstant(openedAt, words.locale), address ?? words.common.hidden)}{' '}
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

function Keys() {
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
