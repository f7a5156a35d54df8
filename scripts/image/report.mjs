import { setTimeout as delay } from 'node:timers/promises';

const maxWaitMs = 120_000;

/** Prints each check of the image with a line, and counts those that failed. */
export class Report {
  failed = 0;

  check(sentence, isTrue, detail = '') {
    if (!isTrue) this.failed += 1;
    console.log(`${isTrue ? 'ok    ' : 'FAILED'} ${sentence}`);
    if (!isTrue && detail !== '') console.log(detail);
  }

  /** Prints how long work took. */
  async step(name, work) {
    const began = performance.now();
    const result = await work();
    console.log(`       ${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    return result;
  }
}

/** Waits until the condition holds. Fails after two minutes, which no condition takes on a slow machine. */
export async function until(holds, what) {
  const deadline = performance.now() + maxWaitMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`There was not ${what} within ${maxWaitMs / 1000} s.`);
    await delay(200);
  }
}

export async function secondsOf(work) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
