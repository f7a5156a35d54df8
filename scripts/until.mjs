import { setTimeout as delay } from 'node:timers/promises';

const pauseMs = 200;

/** Waits until a condition holds. A check that fails counts as not yet. `what` is the end of the error's sentence. */
export async function until(what, maxMs, holds) {
  const began = performance.now();
  let reason;
  while (performance.now() - began < maxMs) {
    try {
      if (await holds()) return;
      reason = undefined;
    } catch (error) {
      reason = error;
    }
    await delay(pauseMs);
  }
  throw new Error(`After ${maxMs / 1000} s it is still not so that ${what}.`, { cause: reason });
}
