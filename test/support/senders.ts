import { setTimeout as delay } from 'node:timers/promises';

/**
 * Sends a request after each answer, at most one in `gapMs`, so a busy machine gets fewer of them instead of more than it can
 * take. The returned function ends this and returns the answers.
 */
export function sendInTurn<T>(send: (sent: number) => Promise<T>, gapMs: number): () => Promise<T[]> {
  const end = new AbortController();
  const answers: T[] = [];
  const sending = (async () => {
    while (!end.signal.aborted) {
      answers.push(await send(answers.length));
      await delay(gapMs);
    }
  })();
  return async () => {
    end.abort();
    await sending;
    return answers;
  };
}
