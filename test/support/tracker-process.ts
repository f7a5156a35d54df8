import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { transpiled } from '../setup/transpiled.js';
import { masterKeyText } from './secrets.js';
import { serverLog } from './server-log.js';

const breaker = new URL('../setup/sabotage.js', import.meta.url).href;

/** Tracker as `npm start` runs it, in its own process, with its own Postgres by default. */
export interface TrackerProcess {
  readonly url: string;
  /** Token of the link for the first administrator, or null when one exists. */
  readonly firstLink: string | null;
  /** Output so far: lines for people, and the log. */
  readonly output: () => { readonly out: string; readonly err: string };
  readonly exitCode: Promise<number | null>;
  readonly pid: number;
  /** Suspends and resumes the process. */
  hold(): void;
  goOn(): void;
  /** Kills the process as `kill -9` or a power failure would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Replacement of text in one file while the process loads it. */
export interface Sabotage {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export interface ProcessOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** File for stdout instead of a pipe. `PORT` must be set, because the address is not read from it. */
  readonly stdout?: string;
  readonly sabotage?: Sabotage;
  /** Command of a shell that limits the process, such as `ulimit -n 64`. */
  readonly limit?: string;
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Resolves when it is ready, and rejects with its output when it ends before. */
export async function startProcess(directory: string, options: ProcessOptions = {}): Promise<TrackerProcess> {
  const { child, output } = await spawned(directory, options);
  const ended = once(child, 'close');
  const { url, firstLink } = child.stdout
    ? await readiness(child.stdout, output)
    : await livenessOn(options.environment?.['PORT'] ?? '', child);
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return {
    url,
    firstLink,
    output,
    exitCode: ended.then(([code]) => code as number | null),
    pid: child.pid ?? 0,
    hold: () => child.kill('SIGSTOP'),
    goOn: () => child.kill('SIGCONT'),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

/** Starts a process that should end by itself; one that becomes ready is stopped, with null as its code. */
export async function endOfProcess(directory: string, options: ProcessOptions): Promise<Ended> {
  const { child, output } = await spawned(directory, options);
  child.stdout?.on('data', () => {
    if (output().out.includes('ready on')) child.kill('SIGKILL');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output() };
}

/** Returns the environment of a tracker: that of this process, usual values for tests, and the given ones. */
export function environmentOf(directory: string, environment: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  // Several trackers share the connections of one Postgres.
  const usual = {
    DATA_DIRECTORY: directory,
    PORT: '0',
    LOG_LEVEL: 'error',
    NODE_ENV: 'development',
    DATABASE_POOL: '4',
    VAULT_MASTER_KEY: masterKeyText,
    POSTGRES_BIN: process.env['TEST_POSTGRES_BIN'] ?? '',
  };
  const env: NodeJS.ProcessEnv = { ...process.env, ...usual, ...environment };
  delete env['NODE_OPTIONS'];
  if (!environment['DATABASE_URL']) delete env['DATABASE_URL'];
  return env;
}

async function spawned(
  directory: string,
  { environment = {}, sabotage, stdout, limit }: ProcessOptions,
): Promise<{ readonly child: ChildProcess; readonly output: TrackerProcess['output'] }> {
  const env = environmentOf(directory, environment);
  if (sabotage) env['SABOTAGE'] = JSON.stringify(sabotage);
  const broken = sabotage ? ['--import', breaker] : [];
  const parameters = [...broken, await transpiled('src/main.js')];
  const [program, ...rest] =
    limit === undefined
      ? [process.execPath, ...parameters]
      : ['/bin/sh', '-c', `${limit}; exec "$0" "$@"`, process.execPath, ...parameters];
  const file = stdout === undefined ? null : await open(stdout, 'a');
  const child = spawn(program, rest, {
    stdio: ['ignore', file?.fd ?? 'pipe', 'pipe'],
    env,
  });
  await file?.close();
  const chunks = { out: [] as Buffer[], err: [] as Buffer[] };
  child.stderr?.on('data', (chunk: Buffer) => chunks.err.push(chunk));
  if (child.stdout) {
    child.stdout.on('data', (chunk: Buffer) => chunks.out.push(chunk));
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('{')) serverLog.keep(JSON.parse(line));
    });
  }
  return {
    child,
    output: () => ({ out: Buffer.concat(chunks.out).toString(), err: Buffer.concat(chunks.err).toString() }),
  };
}

/** Lines at the end of its start: its address, and the link when there is no account. */
function readiness(
  stdout: Readable,
  output: TrackerProcess['output'],
): Promise<{ url: string; firstLink: string | null }> {
  return new Promise((resolve, reject) => {
    let url: string | null = null;
    createInterface(stdout)
      .on('line', (line) => {
        url ??= /ready on (http:\/\/localhost:\d+)/.exec(line)?.[1] ?? null;
        const firstLink = /\/welcome#admin=(\S+)/.exec(line)?.[1] ?? null;
        if (url !== null && firstLink !== null) resolve({ url, firstLink });
        else if (url !== null) setTimeout(resolve, 200, { url, firstLink }).unref();
      })
      .on('close', () => {
        const { out, err } = output();
        reject(new Error(`It ended before it was ready:\n${out}${err}`));
      });
  });
}

/** Waits for the liveness probe of a process whose output is a file. */
async function livenessOn(port: string, child: ChildProcess): Promise<{ url: string; firstLink: null }> {
  const url = `http://localhost:${port}`;
  for (;;) {
    const answer = await fetch(`${url}/health/live`).catch(() => null);
    if (answer?.ok) return { url, firstLink: null };
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode} before it was ready`);
    await delay(50);
  }
}
