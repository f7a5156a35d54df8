import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { setCsrfToken, setRecovery } from '../api/client';
import { type Problem, toProblem } from '../api/problem';
import type { Schemas } from '../api/types';
import { Dialog } from '../kit/dialog';
import { LoadingPage, ProblemMessage } from '../kit/messages';
import { useWords } from '../words/use-words';
import { type CurrentSession, isComplete, readSession, type Session } from './current';
import { SignInSteps } from './sign-in-steps';
import { useIdle } from './idle';
import { SignOutDialog, useSignOut } from './sign-out';
import { StepUp } from './step-up';
import { StepUpCancelled } from './step-up-cancelled';

interface SessionState {
  readonly session: Session;
  /** Events since the previous sign-in, in the page that signed in. */
  readonly since: Schemas['SinceLastSignInView'] | null;
  readonly may: (permission: Permission) => boolean;
  readonly signOut: () => Promise<void>;
}

/** Permission that a session can list. */
export type Permission = Session['permissions'][number];

const SessionContext = createContext<SessionState | null>(null);

/** Returns the session of the user, with the permissions that decide which parts of the page there are. */
export function useSession(): SessionState {
  const state = useContext(SessionContext);
  if (state === null) throw new Error('There is no session around this component.');
  return state;
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

type Pause = 'sign-in' | 'step-up';

/**
 * Session of the page. Without one it shows the sign-in in `signInFrame`. A session that ends while the page is open blanks the page and asks
 * for a new sign-in over it; the page below keeps what the user typed.
 */
export function SessionProvider({
  signInFrame,
  children,
}: {
  readonly signInFrame: (content: ReactNode) => ReactNode;
  readonly children: ReactNode;
}) {
  const words = useWords();
  const [current, setCurrent] = useState<CurrentSession | null | undefined>(undefined);
  const [since, setSince] = useState<Schemas['SinceLastSignInView'] | null>(null);
  const [pause, setPause] = useState<Pause | null>(null);
  const waiting = useRef<Record<Pause, Waiting[]>>({ 'sign-in': [], 'step-up': [] });

  const refresh = useCallback(async () => {
    const read = await readSession();
    setCurrent((known) => (read === null && known ? known : read));
    return read;
  }, []);
  const [failure, setFailure] = useState<Problem | null>(null);
  const readFirst = useCallback(() => {
    setFailure(null);
    refresh().catch((error: unknown) => setFailure(toProblem(error)));
  }, [refresh]);
  useEffect(readFirst, [readFirst]);

  const waitFor = useCallback(
    (reason: Pause) =>
      new Promise<void>((resolve, reject) => {
        waiting.current[reason].push({ resolve, reject });
        setPause((open) => (open === 'sign-in' ? open : reason));
      }),
    [],
  );
  const settle = useCallback((reason: Pause, error?: Error) => {
    const asked = waiting.current[reason].splice(0);
    // A re-authentication that a locked page interrupted is asked again.
    setPause(waiting.current['step-up'].length > 0 ? 'step-up' : null);
    for (const { resolve, reject } of asked) {
      if (error) reject(error);
      else resolve();
    }
  }, []);
  const isIn = current != null && isComplete(current);
  const accountId = current?.account?.id;
  /** Whether the session is of another account, who must not see the page of the one before. Then the page is left. */
  const isOfAnother = useCallback(
    (read: CurrentSession | null): boolean => {
      if (accountId === undefined || read?.account == null || read.account.id === accountId) return false;
      location.assign('/app/');
      return true;
    },
    [accountId],
  );
  const readToken = useCallback(async () => {
    // The request of the account before is not repeated.
    if (isOfAnother(await readSession())) await new Promise<never>(() => undefined);
  }, [isOfAnother]);
  useEffect(() => {
    setRecovery(isIn ? { readToken, signInAgain: () => waitFor('sign-in'), stepUp: () => waitFor('step-up') } : null);
    return () => setRecovery(null);
  }, [isIn, waitFor, readToken]);

  const lock = useCallback(() => {
    setCsrfToken(null);
    setPause('sign-in');
  }, []);
  const idle = useIdle({ session: isIn && pause !== 'sign-in' ? current : null, refresh, lock });

  const leaving = useSignOut();
  const { signOut } = leaving;

  const onSignedIn = useCallback(
    async (answer: Schemas['SessionView']) => {
      const read = await readSession();
      if (isOfAnother(read)) return;
      setSince(answer.sinceLastSignIn);
      setCurrent(read);
      settle('sign-in');
    },
    [settle, isOfAnother],
  );

  const state = useMemo<SessionState | null>(() => {
    if (current == null || !isComplete(current)) return null;
    const permissions = new Set<string>(current.permissions);
    return { session: current, since, may: (permission) => permissions.has(permission), signOut };
  }, [current, since, signOut]);

  if (failure !== null) return signInFrame(<ProblemMessage problem={failure} onRetry={readFirst} />);
  if (current === undefined) {
    return (
      <main>
        <LoadingPage />
      </main>
    );
  }
  if (state === null) {
    return signInFrame(<SignInSteps pending={current} email={null} onSignedIn={onSignedIn} />);
  }
  return (
    <SessionContext.Provider value={state}>
      <div hidden={pause === 'sign-in'}>{children}</div>
      <Dialog title={words.signIn.again} isOpen={pause === 'sign-in'} hidesPage>
        <p>{words.signIn.againText}</p>
        <SignInSteps pending={null} email={state.session.account.email} onSignedIn={onSignedIn} />
        <p>
          <button type="button" className="usa-button usa-button--unstyled" onClick={() => void signOut()}>
            {words.signIn.otherAccount}
          </button>
        </p>
      </Dialog>
      <Dialog
        title={words.signIn.stepUp}
        isOpen={pause === 'step-up'}
        onClose={() => settle('step-up', new StepUpCancelled())}
      >
        <StepUp
          factors={state.session.factors}
          onConfirmed={() => {
            settle('step-up');
            // The repeated request may replace the session meanwhile. The page then keeps what it knows of it.
            refresh().catch(() => undefined);
          }}
        />
      </Dialog>
      <Dialog title={words.signIn.idleTitle} isOpen={pause === null && idle.minutesLeft !== null}>
        <p role="status">{words.signIn.idleText(idle.minutesLeft ?? 0)}</p>
        <button type="button" className="usa-button" autoFocus onClick={idle.stay}>
          {words.signIn.stay}
        </button>
      </Dialog>
      <SignOutDialog {...leaving} />
    </SessionContext.Provider>
  );
}
