import { setTimeout as wait } from 'node:timers/promises';
import type { ImportView } from './imports.contract.js';

const everyMs = 500;
const longestMs = 300_000;

/** How an import is getting on, as server-sent events, until it stands still or five minutes are over. Between two it holds nothing. */
export async function* progressOf(read: () => Promise<ImportView>): AsyncGenerator<string, void, undefined> {
  let last = '';
  const until = performance.now() + longestMs;
  while (performance.now() < until) {
    const view = await read();
    const data = JSON.stringify(view);
    if (data !== last) yield `event: progress\ndata: ${data}\n\n`;
    last = data;
    if (view.state !== 'receiving' && view.state !== 'committing') return;
    await wait(everyMs);
  }
}
