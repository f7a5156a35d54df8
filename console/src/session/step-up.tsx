import { useState } from 'react';
import { api, call, setCsrfToken } from '../api/client';
import type { Schemas } from '../api/types';
import { ProblemMessage } from '../kit/messages';
import { useWords } from '../words/use-words';
import { CodeForm, SignInForm, PasswordField } from './sign-in-form';
import { hasPasskeys, signWithPasskey } from './passkey';
import { useAct } from './use-act';

type Answer = Schemas['SessionView'];

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
      <p>{words.signIn.stepUpText}</p>
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
          {words.signIn.usePasskey}
        </button>
      )}
      {factors.includes('totp') && <CodeForm isBusy={isBusy} onSubmit={(code) => act(() => confirm(send({ code })))} />}
      {takesPassword && (
        <SignInForm
          submitLabel={words.signIn.confirm}
          isBusy={isBusy}
          onSubmit={() => act(() => confirm(send({ password })))}
        >
          <PasswordField value={password} onChange={setPassword} autoFocus />
        </SignInForm>
      )}
    </>
  );
}
