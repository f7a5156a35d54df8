/**
 * Builds the console into `dist/console`: `index.html`, and `assets/` with a hash in each name. Beside each text lie its
 * forms `.br` and `.gz`, so that the tracker compresses nothing while it serves. `.built` is written last.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const folder = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const output = join(root, 'dist/console');
const stampFile = join(output, '.built');
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
  const stamp = await hashInputs();
  const [{ build }, { default: config }] = await Promise.all([import('vite'), import('../vite.config.mjs')]);
  await build({ ...config, logLevel: 'warn' });
  const texts = (await filesBelow(output)).filter((file) => /\.(?:html|js|css|svg)$/.test(file));
  await Promise.all(texts.map(compress));
  await writeFile(stampFile, stamp);
}

async function compress(file) {
  const plain = await readFile(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(plain, { params }));
  await writeFile(`${file}.gz`, await promisify(gzip)(plain, { level: 9 }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildConsole();
