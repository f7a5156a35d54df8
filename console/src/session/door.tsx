import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, type ReactNode, useId, useState } from 'react';
import { api, call, setCsrfToken } from '../api/client';
import { toProblem } from '../api/problem';
import type { Schemas } from '../api/types';
import { TextField } from '../kit/field';
import { Alert, Loading, ProblemMessage } from '../kit/messages';
import { useWords } from '../words/use-words';
import { AddPasskey, AddTotp } from './enrolment';
import { hasPasskeys, signWithPasskey } from './passkey';
import { useAct } from './use-act';

type Answer = Schemas['SessionView'];
type Step = 'notice' | 'credentials' | 'second_factor' | 'password' | 'enrolment';

interface DoorProps {
  /** Step of a sign-in that has begun. */
  readonly pending: Pick<Answer, 'pendingStep' | 'factors'> | null;
  /** Email of the account that signs in again; null for anybody. */
  readonly email: string | null;
  readonly onSignedIn: (session: Answer) => void;
}

/** Steps of a sign-in: the notice, then a passkey, or a password and what the session still needs. */
export function Door({ pending, email, onSignedIn }: DoorProps) {
  const words = useWords();
  const [step, setStep] = useState<Step>(pending?.pendingStep ?? 'notice');
  const [factors, setFactors] = useState(pending?.factors ?? []);
  const [notice, setNotice] = useState<string | null>(null);
  const { act, problem, isBusy } = useAct();

  const take = (session: Answer): void => {
    setCsrfToken(session.csrfToken);
    setFactors(session.factors);
    if (session.pendingStep === null) onSignedIn(session);
    else setStep(session.pendingStep);
  };
  const byPasskey = (send: (response: Schemas['PasskeyAssertion']) => Promise<Answer>): void =>
    act(async () => {
      const challenge = await call(() => api.POST('/api/v1/passkey-challenges'), { recovers: false });
      take(await send(await signWithPasskey(challenge)));
    });

  const parts: Record<Step, ReactNode> = {
    notice: (
      <Notice
        onAgree={(version) => {
          setNotice(version);
          setStep('credentials');
        }}
      />
    ),
    credentials: (
      <>
        {hasPasskeys && (
          <div className="door-passkey">
            <button
              type="button"
              className="usa-button usa-button--outline"
              disabled={isBusy}
              onClick={() =>
                byPasskey((response) =>
                  call(() => api.POST('/api/v1/sessions/passkey', { body: { response, notice } }), { recovers: false }),
                )
              }
            >
              {words.door.byPasskey}
            </button>
            <p className="usa-hint">{words.door.orPassword}</p>
          </div>
        )}
        <Credentials
          email={email}
          isBusy={isBusy}
          onSubmit={(body) =>
            act(async () =>
              take(await call(() => api.POST('/api/v1/sessions', { body: { ...body, notice } }), { recovers: false })),
            )
          }
        />
      </>
    ),
    second_factor: (
      <SecondFactor
        factors={factors}
        isBusy={isBusy}
        onPasskey={() =>
          byPasskey((response) =>
            call(() => api.POST('/api/v1/sessions/second-factor', { body: { response } }), { recovers: false }),
          )
        }
        onCode={(code) =>
          act(async () =>
            take(await call(() => api.POST('/api/v1/sessions/second-factor', { body: { code } }), { recovers: false })),
          )
        }
      />
    ),
    password: (
      <NewPassword
        isBusy={isBusy}
        onSubmit={(body) =>
          act(async () =>
            take(await call(() => api.PUT('/api/v1/accounts/me/password', { body }), { recovers: false })),
          )
        }
      />
    ),
    enrolment: (
      <>
        <p>{words.door.enrolText}</p>
        <AddPasskey onAdded={take} />
        <AddTotp onAdded={take} />
      </>
    ),
  };

  return (
    <>
      <ProblemMessage problem={problem} />
      {parts[step]}
    </>
  );
}

function Notice({ onAgree }: { readonly onAgree: (version: string) => void }) {
  const words = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['notice'],
    queryFn: () => call(() => api.GET('/api/v1/notice'), { recovers: false }),
    staleTime: Infinity,
  });
  if (error) return <ProblemMessage problem={toProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      {data.warning && <Alert tone="warning">{data.warning}</Alert>}
      <p className="door-notice" lang="en" tabIndex={0} role="region" aria-label={words.door.notice}>
        {data.text}
      </p>
      <button type="button" className="usa-button" onClick={() => onAgree(data.version)} autoFocus>
        {words.door.agree}
      </button>
    </>
  );
}

function Credentials({
  email,
  isBusy,
  onSubmit,
}: {
  readonly email: string | null;
  readonly isBusy: boolean;
  readonly onSubmit: (body: { email: string; password: string }) => void;
}) {
  const words = useWords();
  const [typed, setTyped] = useState(email ?? '');
  const [password, setPassword] = useState('');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit({ email: typed.trim(), password });
      }}
    >
      <TextField
        label={words.door.email}
        type="email"
        name="email"
        autoComplete="username"
        value={typed}
        readOnly={email !== null}
        autoFocus={email === null}
        onChange={(event) => setTyped(event.target.value)}
      />
      <TextField
        label={words.door.password}
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        autoFocus={email !== null}
        onChange={(event) => setPassword(event.target.value)}
      />
      <button type="submit" className="usa-button" disabled={isBusy}>
        {words.door.signIn}
      </button>
    </form>
  );
}

function SecondFactor({
  factors,
  isBusy,
  onPasskey,
  onCode,
}: {
  readonly factors: readonly string[];
  readonly isBusy: boolean;
  readonly onPasskey: () => void;
  readonly onCode: (code: string) => void;
}) {
  const words = useWords();
  const takesCode = factors.includes('totp') || factors.includes('recovery_code');
  return (
    <>
      <p>{words.door.secondFactorText}</p>
      {hasPasskeys && factors.includes('passkey') && (
        <button type="button" className="usa-button usa-button--outline" disabled={isBusy} onClick={onPasskey}>
          {words.door.usePasskey}
        </button>
      )}
      {takesCode && <CodeForm label={words.door.code} hint={words.door.codeHint} isBusy={isBusy} onSubmit={onCode} />}
      <p className="usa-hint">{words.door.noFactor}</p>
    </>
  );
}

function CodeForm({
  label,
  hint,
  isBusy,
  onSubmit,
}: {
  readonly label: string;
  readonly hint: string;
  readonly isBusy: boolean;
  readonly onSubmit: (code: string) => void;
}) {
  const words = useWords();
  const [code, setCode] = useState('');
  return (
    <form
      noValidate
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        onSubmit(code.trim());
      }}
    >
      <TextField
        label={label}
        hint={hint}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={64}
        value={code}
        autoFocus
        onChange={(event) => setCode(event.target.value)}
      />
      <button type="submit" className="usa-button" disabled={isBusy}>
        {words.door.continue}
      </button>
    </form>
  );
}

/** Form of a new password. */
export function NewPassword({
  isBusy,
  onSubmit,
}: {
  readonly isBusy: boolean;
  readonly onSubmit: (body: { current: string; password: string }) => void;
}) {
  const words = useWords();
  const id = useId();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit({ current, password });
      }}
    >
      <TextField
        label={words.door.currentPassword}
        id={`${id}-current`}
        type="password"
        autoComplete="current-password"
        value={current}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <TextField
        label={words.door.newPassword}
        hint={words.door.passwordHint}
        id={`${id}-new`}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <button type="submit" className="usa-button" disabled={isBusy}>
        {words.door.changePassword}
      </button>
    </form>
  );
}

/** Confirmation of the user's identity for an action that needs a recent one. */
export function StepUp({
  factors,
  onConfirmed,
}: {
  readonly factors: readonly string[];
  readonly onConfirmed: (session: Answer) => void;
}) {
  const words = useWords();
  const { act, problem, isBusy } = useAct();
  const [password, setPassword] = useState('');
  const send = (body: Schemas['StepUpAgain']): Promise<Answer> =>
    call(() => api.PUT('/api/v1/sessions/current/step-up', { body }), { recovers: false });
  const confirm = (answer: Promise<Answer>): Promise<void> =>
    answer.then((session) => {
      setCsrfToken(session.csrfToken);
      onConfirmed(session);
    });
  const takesPassword = !factors.some((factor) => ['passkey', 'totp', 'recovery_code'].includes(factor));
  return (
    <>
      <p>{words.door.stepUpText}</p>
      <ProblemMessage problem={problem} />
      {hasPasskeys && factors.includes('passkey') && (
        <button
          type="button"
          className="usa-button usa-button--outline"
          disabled={isBusy}
          onClick={() =>
            act(async () => {
              const challenge = await call(() => api.POST('/api/v1/passkey-challenges'), { recovers: false });
              await confirm(send({ response: await signWithPasskey(challenge) }));
            })
          }
        >
          {words.door.usePasskey}
        </button>
      )}
      {factors.includes('totp') && (
        <CodeForm
          label={words.door.code}
          hint={words.door.codeHint}
          isBusy={isBusy}
          onSubmit={(code) => act(() => confirm(send({ code })))}
        />
      )}
      {takesPassword && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            act(() => confirm(send({ password })));
          }}
        >
          <TextField
            label={words.door.password}
            type="password"
            autoComplete="current-password"
            value={password}
            autoFocus
            onChange={(event) => setPassword(event.target.value)}
          />
          <button type="submit" className="usa-button" disabled={isBusy}>
            {words.door.confirm}
          </button>
        </form>
      )}
    </>
  );
}
