/** Committed figures of the benches. `npm run figures` writes docs/figures.md and docs/performance.md from them. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './place.mjs';

const file = join(root, 'bench/figures.json');

export async function readFigures() {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** Replaces parts of the committed figures. */
export async function saveFigures(changed) {
  await writeFile(file, `${JSON.stringify({ ...(await readFigures()), ...changed }, null, 2)}\n`);
}

/** Adds figures to those of this release, by name. */
export async function saveReleaseFigures(changed) {
  const { releases } = await readFigures();
  const release = await releaseName();
  const { Unreleased: unreleased, ...released } = releases;
  const figures = { ...unreleased, ...releases[release], ...changed };
  await saveFigures({ releases: { ...released, [release]: figures } });
}

/** Returns the version at the top of the changelog, or `Unreleased`. */
async function releaseName() {
  const changelog = await readFile(join(root, 'CHANGELOG.md'), 'utf8');
  return /^## ([\w.]+)/m.exec(changelog)[1];
}

/** Keeps the raw rows of a run in bench/results/. */
export async function keepRows(name, rows) {
  const folder = join(root, 'bench/results');
  await mkdir(folder, { recursive: true });
  const at = new Date().toISOString().replaceAll(':', '-');
  await writeFile(join(folder, `${name}-${at}.json`), JSON.stringify(rows, null, 2));
}
