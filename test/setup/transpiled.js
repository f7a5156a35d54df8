import { join } from 'node:path';
import { build } from '../../scripts/build.mjs';
import { dist } from '../../scripts/compile.mjs';

let built;

/**
 * Returns where plain Node finds a file of the tracker, such as `src/main.js`. The run of tests has built it
 * (global-setup.js); outside of one it is built first.
 */
export async function transpiled(entry) {
  if (process.env.JEST_WORKER_ID === undefined) await (built ??= build(() => undefined));
  return join(dist, entry);
}
