import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { type Problem, toProblem } from '../api/problem';
import { Dialog } from '../kit/dialog';
import { ProblemMessage } from '../kit/messages';
import { useWords } from '../words/use-words';
import { endSession } from './current';
import { saveBeforeLeaving } from './leaving';

type Stop = { readonly is: 'unsaved' } | { readonly is: 'failed'; readonly problem: Problem };

interface SignOut {
  /** Saves what is not saved yet, then ends the session and leaves the page. */
  readonly signOut: () => Promise<void>;
  readonly signOutUnsaved: () => Promise<void>;
  readonly stop: Stop | null;
  readonly stay: () => void;
}

/** Returns the sign-out of the page, and the reason for which it stopped. */
export function useSignOut(): SignOut {
  const queries = useQueryClient();
  const [stop, setStop] = useState<Stop | null>(null);
  useEffect(reloadRestoredPage, []);
  const signOutUnsaved = useCallback(async () => {
    setStop(null);
    try {
      await endSession();
    } catch (error) {
      setStop({ is: 'failed', problem: toProblem(error) });
      return;
    }
    queries.clear();
    location.replace('/app/');
  }, [queries]);
  const signOut = useCallback(async () => {
    if (await saveBeforeLeaving()) await signOutUnsaved();
    else setStop({ is: 'unsaved' });
  }, [signOutUnsaved]);
  const stay = useCallback(() => setStop(null), []);
  return { signOut, signOutUnsaved, stop, stay };
}

/** Loads a page again that the browser restores from memory, so that Back shows no case after a sign-out. */
function reloadRestoredPage(): () => void {
  const onShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) location.reload();
  };
  window.addEventListener('pageshow', onShow);
  return () => window.removeEventListener('pageshow', onShow);
}

/** Question after a sign-out that stopped: try again, leave without the text, or stay. */
export function SignOutDialog({ signOut, signOutUnsaved, stop, stay }: SignOut) {
  const words = useWords();
  return (
    <Dialog title={words.leaving.title} isOpen={stop !== null} onClose={stay}>
      <p role="alert">{stop?.is === 'unsaved' ? words.leaving.unsaved : words.leaving.failed}</p>
      {stop?.is === 'failed' && <ProblemMessage problem={stop.problem} />}
      <div className="dialog-acts">
        <button type="button" className="usa-button" onClick={() => void signOut()}>
          {words.common.tryAgain}
        </button>
        {stop?.is === 'unsaved' && (
          <button type="button" className="usa-button usa-button--outline" onClick={() => void signOutUnsaved()}>
            {words.leaving.anyway}
          </button>
        )}
        <button type="button" className="usa-button usa-button--outline" onClick={stay}>
          {words.common.cancel}
        </button>
      </div>
    </Dialog>
  );
}
