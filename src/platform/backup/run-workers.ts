/**
 * Shares items among workers and waits until all have ended. After an error the others end before their next item, and
 * the first error is thrown.
 */
export async function runWorkers<T>(
  items: readonly T[],
  count: number,
  worker: (items: Iterable<T>) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  function* next(): Generator<T> {
    while (waiting.length > 0) yield* waiting.splice(0, 1);
  }
  const ended = await Promise.allSettled(
    Array.from({ length: Math.min(count, items.length) }, async () => {
      try {
        await worker(next());
      } finally {
        waiting.length = 0;
      }
    }),
  );
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}
