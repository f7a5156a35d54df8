import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const home = join(root, 'test-results', 'transpiled');
const manifest = join(home, 'sources.json');
const { version } = createRequire(import.meta.url)('@swc/core/package.json');
const options = {
  sourceMaps: 'inline',
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
  module: { type: 'es6' },
};

let made;

/**
 * Where plain Node finds a file of the tracker, such as `src/main.js`: for what tests start as a process of its own. Types are
 * not looked at; what has not changed since the last run is not made again. Jest has its own way.
 */
export async function transpiled(entry) {
  await (made ??= makeAll());
  return join(home, entry);
}

async function makeAll() {
  const before = await readFile(manifest, 'utf8').then(JSON.parse, () => ({}));
  const now = Object.fromEntries(await Promise.all((await sources()).map((file) => make(file, before[file]))));
  if (JSON.stringify(now) !== JSON.stringify(before)) await write(manifest, JSON.stringify(now));
}

async function sources() {
  const found = [];
  for (const folder of ['src', 'migrations']) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'));
    found.push(...files.map((entry) => join(entry.parentPath, entry.name).slice(root.length)));
  }
  return found.sort();
}

async function make(file, known) {
  const text = await readFile(join(root, file));
  const hash = createHash('sha256')
    .update(JSON.stringify([version, options]))
    .update(text)
    .digest('hex');
  if (hash !== known) await write(join(home, file).replace(/\.ts$/, '.js'), await scriptOf(file, text));
  return [file, hash];
}

/** Pages of HTML and the like are served as they are. */
async function scriptOf(file, text) {
  if (!file.endsWith('.ts')) return text;
  const { transform } = await import('@swc/core');
  return (await transform(text.toString(), { filename: join(root, file), ...options })).code;
}

/** Several processes may be at it: what stands there under its name is whole. */
async function write(file, content) {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, content);
  await rename(draft, file);
}
