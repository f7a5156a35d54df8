import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { expect } from '@jest/globals';
import { repeated } from '../setup/second-tier.js';
import { isLong } from './times.js';

const root = process.cwd();

/** Folder of the latest measurements, one folder per spec, from which `npm run figures` generates docs/figures.md. */
const folder = join(root, 'test-results', 'figures');

/** Figures of this spec in this run; the first one of a run replaces earlier values. */
const begun = new Set<string>();

/**
 * Records a figure that this test has proved. Calls with the same name are added. Its text is in scripts/figures.mjs,
 * which rejects a figure without one.
 */
export function figure(name: string, values: Readonly<Record<string, number | string>>): void {
  if (isShortRun()) return;
  const file = fileOf(name);
  if (!begun.has(file)) rmSync(file, { force: true });
  begun.add(file);
  appendFileSync(file, `${JSON.stringify({ name, ...values })}\n`);
}

/** Whether this is the short run of a spec that tier `long` repeats. The figures of the long run are kept. */
function isShortRun(): boolean {
  return !isLong && repeated.has(basename(expect.getState().testPath ?? '', '.e2e-spec.ts'));
}

/** One spec runs in one worker, so there is no other writer. */
function fileOf(name: string): string {
  const { testPath } = expect.getState();
  if (!testPath) throw new Error('A figure is written down by a test.');
  const spec = relative(root, testPath).replaceAll(/[\\/]/g, '.').replace(/\.ts$/, '');
  const home = join(folder, spec);
  mkdirSync(home, { recursive: true });
  return join(home, `${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}.jsonl`);
}
