/**
 * Time of a production start with all self-checks until the first response: under five seconds, the median of five. Run
 * nothing else meanwhile. `npm run bench:start`.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onPlace } from './place.mjs';
import { median } from './reports/numbers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const starts = 5;
const maxSeconds = 5;
const secrets = await mkdtemp(join(tmpdir(), 'tracker-start-'));
try {
  await onPlace(async (place) => {
    const environment = await production();
    const taken = [];
    for (let start = 0; start < starts; start += 1) {
      const began = performance.now();
      await place.startTracker(environment);
      taken.push((performance.now() - began) / 1000);
      await place.stopTracker();
    }
    const seconds = median(taken);
    console.log(
      `${starts} starts in production: ${taken.map((one) => one.toFixed(1)).join(', ')} s; at most ${maxSeconds} s.`,
    );
    await writeFigures(seconds);
    if (seconds >= maxSeconds) process.exitCode = 1;
  });
} finally {
  await rm(secrets, { recursive: true, force: true });
}

async function production() {
  const files = {};
  for (const name of ['PASSWORD_PEPPER_FILE', 'FACTOR_KEY_FILE', 'DECONFLICTION_KEY_FILE', 'VAULT_MASTER_KEY_FILE']) {
    files[name] = join(secrets, name);
    await writeFile(files[name], randomBytes(32), { mode: 0o600 });
  }
  return { NODE_ENV: 'production', PUBLIC_URL: 'https://tracker.example.gov', ...files };
}

async function writeFigures(seconds) {
  const folder = join(root, 'test-results/figures/bench.start');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'start.jsonl'),
    `${JSON.stringify({ name: 'self-check', seconds: seconds.toFixed(1) })}\n`,
  );
}
