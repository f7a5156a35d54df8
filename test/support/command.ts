import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { transpiled } from '../setup/transpiled.js';
import { environmentOf, type Ended } from './tracker-process.js';

/** Runs `npm run tracker -- <args>` on a data directory as a process of its own, and returns its end. */
export async function runTracker(
  directory: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  onStart: (child: ChildProcess) => void = () => undefined,
): Promise<Ended> {
  const entry = await transpiled('src/commands/tracker.command.js');
  const child = spawn(process.execPath, [entry, ...args], { env: environmentOf(directory, environment) });
  onStart(child);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}
