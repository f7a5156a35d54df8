import { useState } from 'react';
import { ApiError, type Problem } from '../api/problem';
import { useAnnounce } from '../kit/status-line';
import { StepUpCancelled } from '../session/session';

/** Runs one act of the page and says its outcome. A step-up that the user closes ends it without a message. */
export function usePageAct(): {
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
