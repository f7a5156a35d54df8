import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const loader = new URL('../setup/typescript.js', import.meta.url).href;
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** The tracker as `npm start` runs it, in a process of its own, with a Postgres of its own. */
export interface TrackerProcess {
  readonly url: string;
  /** The token of the link that creates the first administrator; null once there is one. */
  readonly firstLink: string | null;
  /** How long it took until it was ready, in milliseconds. */
  readonly startedIn: number;
  /** As `kill -9`, or the machine, would: nothing is ended in order. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Resolves when it is ready; rejects, with what it said, when it ends before. */
export async function startProcess(directory: string): Promise<TrackerProcess> {
  const began = performance.now();
  const env = { ...process.env, DATA_DIRECTORY: directory, PORT: '0', LOG_LEVEL: 'error' };
  delete (env as Record<string, unknown>)['NODE_OPTIONS'];
  delete (env as Record<string, unknown>)['DATABASE_URL'];
  const child = spawn(process.execPath, ['--import', loader, main], { stdio: ['ignore', 'pipe', 'pipe'], env });
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  const { url, firstLink } = await readiness(child);
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return {
    url,
    firstLink,
    startedIn: performance.now() - began,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

/** The lines it prints at the end of its start: where it listens, and the link if there is no account yet. */
function readiness({ stdout, stderr }: ChildProcess): Promise<{ url: string; firstLink: string | null }> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    let url: string | null = null;
    stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    if (!stdout) throw new Error('It was started without an output');
    createInterface(stdout)
      .on('line', (line) => {
        said.push(line);
        url ??= /ready on (http:\/\/localhost:\d+)/.exec(line)?.[1] ?? null;
        const firstLink = /\/welcome#admin=(\S+)/.exec(line)?.[1] ?? null;
        if (url !== null && firstLink !== null) resolve({ url, firstLink });
        else if (url !== null) setTimeout(resolve, 200, { url, firstLink }).unref();
      })
      .on('close', () => {
        reject(new Error(`It ended before it was ready:\n${said.join('\n')}`));
      });
  });
}
