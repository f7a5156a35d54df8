import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { expect } from '@jest/globals';
import { repeated } from '../setup/repeated.js';
import { isLong } from './times.js';

const root = process.cwd();

/** What the last runs measured: a folder a spec, a file a figure. `npm run figures` makes docs/figures.md of it. */
const folder = join(root, 'test-results', 'figures');

/** The figures this spec has written down in this run: the first word of a run replaces what an earlier run said. */
const begun = new Set<string>();

/**
 * Writes down a figure that this test has just proved, such as `figure('races', { rounds: 500, faults: 0 })`. Calls with the
 * same name add to each other. The words beside it on the page are in scripts/figures.mjs, which refuses a figure without.
 */
export function figure(name: string, values: Readonly<Record<string, number | string>>): void {
  if (isTriedAtLength()) return;
  const file = fileOf(name);
  if (!begun.has(file)) rmSync(file, { force: true });
  begun.add(file);
  appendFileSync(file, `${JSON.stringify({ name, ...values })}\n`);
}

/** Whether this spec file runs a few times what the tier `long` runs often: that tier's figures stand. */
function isTriedAtLength(): boolean {
  return !isLong && repeated.includes(basename(expect.getState().testPath ?? '', '.e2e-spec.ts'));
}

/** One spec runs in one worker: nobody else writes here. */
function fileOf(name: string): string {
  const { testPath } = expect.getState();
  if (!testPath) throw new Error('A figure is written down by a test.');
  const spec = relative(root, testPath).replaceAll(/[\\/]/g, '.').replace(/\.ts$/, '');
  const home = join(folder, spec);
  mkdirSync(home, { recursive: true });
  return join(home, `${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}.jsonl`);
}
