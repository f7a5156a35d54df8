import { type ReactNode, useEffect, useState } from 'react';
import { api, call, setCsrfToken } from '../api/client';
import type { Schemas } from '../api/types';
import { ProblemMessage } from '../kit/messages';
import { useWords } from '../words/use-words';
import { Credentials } from './credentials';
import { endSession } from './current';
import { AddPasskey, AddTotp } from './enrolment';
import { ChangePasswordForm } from './change-password-form';
import { openIdentityProvider, takeIdentityAnswer, useIdentityProviders } from './identity-provider';
import { Notice } from './notice';
import { hasPasskeys, signWithPasskey } from './passkey';
import { SecondFactor } from './second-factor';
import { useAct } from './use-act';

type Answer = Schemas['SessionView'];
type Step = 'notice' | 'credentials' | 'second_factor' | 'password' | 'enrolment';

interface SignInStepsProps {
  readonly pending: Pick<Answer, 'pendingStep' | 'factors'> | null;
  /** Email of the account that signs in again; null for anybody. */
  readonly email: string | null;
  readonly onSignedIn: (session: Answer) => Promise<void>;
}

/**
 * Steps of a sign-in: the notice, then a passkey, an identity provider, or a password, and what the session still needs. A page that the
 * identity provider opened begins with its answer.
 */
export function SignInSteps({ pending, email, onSignedIn }: SignInStepsProps) {
  const words = useWords();
  const [step, setStep] = useState<Step>(pending?.pendingStep ?? 'notice');
  const [factors, setFactors] = useState(pending?.factors ?? []);
  const [notice, setNotice] = useState<string | null>(null);
  const { act, problem, isBusy } = useAct();

  const take = async (session: Answer): Promise<void> => {
    setCsrfToken(session.csrfToken);
    setFactors(session.factors);
    if (session.pendingStep === null) await onSignedIn(session);
    else setStep(session.pendingStep);
  };
  /** Ends what was begun, and begins again: with the notice, unless this page has shown it. */
  const restart = async (): Promise<void> => {
    await endSession();
    setCsrfToken(null);
    setFactors([]);
    setStep(notice === null ? 'notice' : 'credentials');
  };
  const allProviders = useIdentityProviders();
  useEffect(() => {
    const answer = email === null ? takeIdentityAnswer() : null;
    if (answer === null) return;
    act(async () =>
      take(await call(() => api.POST('/api/v1/sessions/identity-provider', { body: answer }), { recovers: false })),
    );
    // The answer is of the address with which the page was opened.
  }, []);
  const byPasskey = (send: (response: Schemas['PasskeyAssertion']) => Promise<Answer>): void =>
    act(async () => {
      const challenge = await call(() => api.POST('/api/v1/passkey-challenges'), { recovers: false });
      await take(await send(await signWithPasskey(challenge)));
    });

  // A page that waits for its own account is not left: what the user typed would be lost.
  const providers = email === null ? allProviders : [];

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
        {(hasPasskeys || providers.length > 0) && (
          <div className="sign-in-passkey">
            {hasPasskeys && (
              <button
                type="button"
                className="usa-button usa-button--outline"
                disabled={isBusy}
                onClick={() =>
                  byPasskey((response) =>
                    call(() => api.POST('/api/v1/sessions/passkey', { body: { response, notice } }), {
                      recovers: false,
                    }),
                  )
                }
              >
                {words.signIn.byPasskey}
              </button>
            )}
            {providers.map(({ protocol, name }) => (
              <button
                key={protocol}
                type="button"
                className="usa-button usa-button--outline"
                disabled={isBusy}
                onClick={() =>
                  act(async () =>
                    openIdentityProvider(
                      await call(() => api.POST('/api/v1/identity-provider-requests', { body: { protocol, notice } }), {
                        recovers: false,
                      }),
                    ),
                  )
                }
              >
                {words.signIn.byProvider(name)}
              </button>
            ))}
            <p className="usa-hint">{words.signIn.orPassword}</p>
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
      <>
        <p>{words.signIn.newPasswordText}</p>
        <ChangePasswordForm
          isBusy={isBusy}
          onSubmit={(body) =>
            act(async () =>
              take(await call(() => api.PUT('/api/v1/accounts/me/password', { body }), { recovers: false })),
            )
          }
        />
      </>
    ),
    enrolment: (
      <>
        <p>{words.signIn.enrolText}</p>
        <AddPasskey onAdded={take} />
        <AddTotp onAdded={take} />
      </>
    ),
  };

  // A page that waits for its own account has its own way to another one.
  const isBegun = email === null && step !== 'notice' && step !== 'credentials';
  return (
    <>
      <ProblemMessage problem={problem} />
      {parts[step]}
      {isBegun && (
        <p>
          <button
            type="button"
            className="usa-button usa-button--unstyled"
            disabled={isBusy}
            onClick={() => act(restart)}
          >
            {words.signIn.restart}
          </button>
        </p>
      )}
    </>
  );
}
