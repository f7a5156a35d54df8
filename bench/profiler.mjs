/**
 * Preloaded into the tracker by bench/profile.mjs. SIGUSR2 starts a CPU profile, and the next one writes it to the file
 * of BENCH_PROFILE.
 */
import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: 500 });

let isRunning = false;
process.on('SIGUSR2', async () => {
  isRunning = !isRunning;
  if (isRunning) {
    await session.post('Profiler.start');
  } else {
    const { profile } = await session.post('Profiler.stop');
    await writeFile(process.env.BENCH_PROFILE, JSON.stringify(profile));
  }
});
