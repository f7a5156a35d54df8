import { useState } from 'react';
import { type Problem, toProblem } from '../api/problem';
import { useWords } from '../words/use-words';
import { StepUpCancelled } from './step-up-cancelled';

/** Runs actions, and keeps the problem of the last one. A cancelled passkey is a problem of its own; a cancelled step-up is none. */
export function useAct(): {
  readonly act: (run: () => Promise<unknown>) => void;
  readonly problem: Problem | null;
  readonly isBusy: boolean;
} {
  const words = useWords();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const act = (run: () => Promise<unknown>): void => {
    setIsBusy(true);
    setProblem(null);
    run()
      .catch((error: unknown) => {
        if (error instanceof StepUpCancelled) return;
        if (error instanceof DOMException) {
          setProblem({ type: 'about:blank', title: words.signIn.noPasskey, status: 400 });
        } else setProblem(toProblem(error));
      })
      .finally(() => setIsBusy(false));
  };
  return { act, problem, isBusy };
}
