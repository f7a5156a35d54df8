import { register } from 'node:module';

/**
 * Breaks one file of the tracker while a process loads it: `--import ./test/setup/sabotage.js`, with SABOTAGE as JSON of
 * `file` (how its name ends), `from` and `to`. A text that is not there fails the load.
 */
if (!import.meta.url.includes('?hooks')) register(`${import.meta.url}?hooks`);

const { file, from, to } = JSON.parse(process.env.SABOTAGE ?? '{}');

export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (file === undefined || !url.endsWith(file)) return loaded;
  const source = String(loaded.source);
  if (!source.includes(from)) throw new Error(`${file} has no ${from} to break`);
  return { ...loaded, source: source.replaceAll(from, to), shortCircuit: true };
}
