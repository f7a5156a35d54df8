import { setTimeout as delay } from 'node:timers/promises';

const maxWaitMs = 120_000;

/** Waits until the condition holds. Fails with the state after two minutes, which no condition takes on a slow machine. */
export async function until(holds: () => boolean | Promise<boolean>, state: () => unknown = () => null): Promise<void> {
  const deadline = performance.now() + maxWaitMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`The condition did not hold in time: ${JSON.stringify(state())}`);
    await delay(10);
  }
}
