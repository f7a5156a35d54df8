import type { Problem } from '../api/problem';
import { useAnnounce } from '../kit/status-line';
import { useAct } from '../session/use-act';

/** Runs acts of the page, and says the outcome of each. */
export function usePageAct(): {
  readonly run: (act: () => Promise<unknown>, sentence: string) => void;
  readonly problem: Problem | null;
  readonly isBusy: boolean;
} {
  const announce = useAnnounce();
  const { act, problem, isBusy } = useAct();
  const run = (send: () => Promise<unknown>, sentence: string): void =>
    act(() => send().then(() => announce(sentence)));
  return { run, problem, isBusy };
}
