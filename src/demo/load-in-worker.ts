import { Worker } from 'node:worker_threads';
import { DemoRefused } from './demo-refused.js';

export interface LoadSettings {
  readonly ownerUrl: string;
  readonly accountsFile: string;
}

export type LoadMessage = { readonly said: string } | { readonly refused: string };

/** Loads the demo in a worker thread, which releases its memory when it ends. */
export async function loadInWorker(
  settings: LoadSettings,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const thread = new Worker(new URL('./load.worker.js', import.meta.url), { workerData: settings });
  const end = (): void => void thread.terminate();
  signal.addEventListener('abort', end, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      thread.on('message', (message: LoadMessage) => {
        if ('said' in message) say(message.said);
        else reject(new DemoRefused(message.refused));
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
