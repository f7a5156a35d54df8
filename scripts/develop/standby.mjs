/**
 * Process that `npm run dev` starts ahead of need. It loads the packages of the tracker, which is half of a start, and
 * waits for the word to load the tracker.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [dist, entry] = process.argv.slice(2);
const began = new Promise((resolve) => process.once('message', resolve));
process.once('disconnect', () => process.exit(0));

for (const name of await importedPackages()) await import(name).catch(() => undefined);
const { inspect } = await began;
if (inspect !== undefined) (await import('node:inspector')).open(inspect);
process.removeAllListeners('disconnect');
process.disconnect();
await import(pathToFileURL(entry).href);

async function importedPackages() {
  const files = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith('.js'));
  const texts = await Promise.all(files.map((file) => readFile(join(dist, file), 'utf8')));
  const names = texts.flatMap((text) => [...text.matchAll(/^import (?:.*? from )?["']([^."'][^"']*)["'];/gm)]);
  return new Set(names.map(([, name]) => name).filter((name) => !name.startsWith('node:')));
}
