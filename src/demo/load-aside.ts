import { Worker } from 'node:worker_threads';
import { DemoRefused } from './demo-refused.js';

/** Input of the loading thread. */
export interface Loading {
  readonly ownerUrl: string;
  readonly accountsFile: string;
}

export type Told = { readonly said: string } | { readonly refused: string };

/** Loads the demo in a worker thread, which releases its memory when it ends. */
export async function loadAside(loading: Loading, say: (line: string) => void, signal: AbortSignal): Promise<void> {
  const thread = new Worker(new URL('./load.worker.js', import.meta.url), { workerData: loading });
  const end = (): void => void thread.terminate();
  signal.addEventListener('abort', end, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      thread.on('message', (told: Told) => {
        if ('said' in told) say(told.said);
        else reject(new DemoRefused(told.refused));
      });
      thread.on('error', reject).on('exit', (code) => {
        if (code === 0) resolve();
        else reject(new Error(`The thread that loads the demo ended with code ${String(code)}`));
      });
    });
  } finally {
    signal.removeEventListener('abort', end);
  }
}
