/**
 * Builds the console into `dist/console`: `index.html`, and `assets/` with a hash in each name. Beside each text lie its
 * forms `.br` and `.gz`, so that the tracker compresses nothing while it serves. `.built` is written last.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const folder = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const output = join(root, 'dist/console');
const stampFile = join(output, '.built');
/** Largest first load of a page in bytes, as the tracker sends it to a browser that takes Brotli. */
const maxFirstLoad = { js: 135_000, css: 25_000 };
const inputs = ['index.html', 'package.json', 'vite.config.mjs', 'scripts', 'src'];

/** Whether the console in `dist` is older than its sources. Without its packages nothing can be built, as in the image. */
export async function isConsoleStale() {
  if (!hasPackages()) return false;
  return (await readFile(stampFile, 'utf8').catch(() => '')) !== (await hashInputs());
}

function hasPackages() {
  try {
    createRequire(import.meta.url).resolve('vite/package.json');
    return true;
  } catch {
    return false;
  }
}

async function hashInputs() {
  const hash = createHash('sha256');
  const files = (await Promise.all(inputs.map((name) => filesBelow(join(folder, name))))).flat().sort();
  for (const file of [...files, join(root, 'package-lock.json')]) {
    hash
      .update(file.slice(root.length))
      .update('\0')
      .update(await readFile(file));
  }
  return hash.digest('hex');
}

async function filesBelow(path) {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null);
  if (entries === null) return [path];
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function buildConsole() {
  // `npm test` sets another value, for which Vite would take the development build of React.
  process.env.NODE_ENV = 'production';
  const stamp = await hashInputs();
  const [{ build }, { default: config }] = await Promise.all([import('vite'), import('../vite.config.mjs')]);
  const { output: files } = await build({ ...config, logLevel: 'warn' });
  const texts = (await filesBelow(output)).filter((file) => /\.(?:html|js|css|svg)$/.test(file));
  await Promise.all(texts.map(compress));
  await checkFirstLoad(files);
  await writeFile(stampFile, stamp);
}

/** Fails when the first load of a page is too large, and names its files. A file of a later screen does not count. */
async function checkFirstLoad(files) {
  const chunks = new Map(files.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
  const first = new Set([...chunks.values()].filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  // A set visits what is added on the way.
  for (const name of first) for (const imported of chunks.get(name).imports) first.add(imported);
  const styles = [...first].flatMap((name) => [...chunks.get(name).viteMetadata.importedCss]);
  const faults = [];
  for (const [kind, names] of [
    ['js', [...first]],
    ['css', [...new Set(styles)]],
  ]) {
    const sizes = await Promise.all(names.map(async (name) => [name, (await stat(join(output, `${name}.br`))).size]));
    const sum = sizes.reduce((total, [, size]) => total + size, 0);
    const list = sizes.map(([name, size]) => `  ${name}: ${size.toLocaleString('en-US')} bytes`);
    const line = `The first load of the console has ${sum.toLocaleString('en-US')} bytes of ${kind} with Brotli, of at most ${maxFirstLoad[kind].toLocaleString('en-US')}.`;
    if (process.argv.includes('--sizes')) console.log([line, ...list].join('\n'));
    if (sum > maxFirstLoad[kind]) faults.push([line, ...list].join('\n'));
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

async function compress(file) {
  const plain = await readFile(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(plain, { params }));
  await writeFile(`${file}.gz`, await promisify(gzip)(plain, { level: 9 }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildConsole();
