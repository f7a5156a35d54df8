import { useState } from 'react';
import { type Problem, toProblem } from '../api/problem';
import { useWords } from '../words/use-words';

/** Runs one action at a time. A cancelled passkey is a problem of its own. */
export function useAct(): { act: (run: () => Promise<void>) => void; problem: Problem | null; isBusy: boolean } {
  const words = useWords();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const act = (run: () => Promise<void>): void => {
    setIsBusy(true);
    setProblem(null);
    run()
      .catch((error: unknown) => {
        if (error instanceof DOMException) {
          setProblem({ type: 'about:blank', title: words.signIn.noPasskey, status: 400 });
        } else setProblem(toProblem(error));
      })
      .finally(() => setIsBusy(false));
  };
  return { act, problem, isBusy };
}
