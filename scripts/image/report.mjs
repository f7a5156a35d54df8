/** No condition of a check takes as long, on a slow machine either. */
export const maxWaitMs = 120_000;

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

export async function secondsOf(work) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
