import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

export const dist = join(root, 'dist');

const manifestFile = join(dist, '.compiled.json');
const require = createRequire(import.meta.url);

/** Options of SWC for the tracker's TypeScript, equal to those of the type checker in `tsconfig.json`. */
export const swcOptions = {
  sourceMaps: true,
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
  module: { type: 'es6' },
};

/**
 * Compiles the files of `src`, `migrations` and `database` whose content has changed into `dist`. Other data are
 * copied, and a file without a source is removed. Returns the compiled sources. Throws a `SyntaxFault`, and leaves what
 * `dist` had, for files that SWC cannot read.
 */
export async function compile() {
  const before = await readManifest();
  const compiler = compilerVersion() ?? before.compiler;
  const known = compiler === before.compiler ? before.hashes : {};
  const sources = await listSources();
  const results = await Promise.all(sources.map((source) => compileSource(source, known[source])));
  const hashes = Object.fromEntries(results.filter(({ hash }) => hash).map(({ source, hash }) => [source, hash]));
  const compiled = results.filter(({ isNew }) => isNew).map(({ source }) => source);
  const removed = await removeOrphans(sources);
  if (compiled.length > 0 || removed > 0) await write(manifestFile, JSON.stringify({ compiler, hashes }));
  const faults = results.flatMap(({ fault }) => (fault ? [fault] : []));
  if (faults.length > 0) throw new SyntaxFault(faults.join('\n'));
  return compiled;
}

/** Sources that SWC cannot read, with SWC's own words. */
export class SyntaxFault extends Error {}

/** Returns the files that `dist` has of a source, relative to `dist`. */
export function outputsOf(source) {
  if (!source.endsWith('.ts')) return [source];
  const script = source.replace(/\.ts$/, '.js');
  return [script, `${script}.map`];
}

async function readManifest() {
  const text = await readFile(manifestFile, 'utf8').catch(() => '{"hashes":{}}');
  return JSON.parse(text);
}

/** Returns the version and the options of SWC, or null where only the packages for serving are installed. */
function compilerVersion() {
  try {
    return JSON.stringify([require('@swc/core/package.json').version, swcOptions]);
  } catch {
    return null;
  }
}

async function listSources() {
  const found = await Promise.all(['src', 'migrations', 'database'].map((folder) => filesBelow(join(root, folder))));
  return found
    .flat()
    .filter((file) => !file.endsWith('.spec.ts'))
    .map((file) => file.slice(root.length))
    .sort();
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function compileSource(source, known) {
  const content = await readFile(join(root, source));
  const hash = createHash('sha256').update(content).digest('hex');
  if (hash === known && outputsOf(source).every((file) => existsSync(join(dist, file)))) return { source, hash };
  try {
    for (const [file, text] of await outputFiles(source, content)) await write(join(dist, file), text);
    return { source, hash, isNew: true };
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') throw error;
    return { source, fault: `${source}: ${error.message}` };
  }
}

async function outputFiles(source, content) {
  if (!source.endsWith('.ts')) return [[source, content]];
  const { transform } = await import('@swc/core');
  const [script, map] = outputsOf(source);
  const compiled = await transform(content.toString(), { filename: join(root, source), swcrc: false, ...swcOptions });
  return [
    [map, compiled.map],
    [script, `${compiled.code}//# sourceMappingURL=${map.split('/').at(-1)}\n`],
  ];
}

async function removeOrphans(sources) {
  const expected = new Set(sources.flatMap(outputsOf));
  const orphans = (await filesBelow(dist).catch(() => [])).filter((file) => {
    const name = file.slice(dist.length + 1);
    return !isOfAnother(name) && !/\.\d+$/.test(name) && !expected.has(name.replaceAll('\\', '/'));
  });
  await Promise.all(orphans.map((file) => rm(file, { force: true })));
  return orphans.length;
}

function isOfAnother(name) {
  return name.startsWith('.') || /^console[\\/]/.test(name);
}

/** Writes a file under its name only when it is whole: another process may be reading it. */
async function write(file, content) {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, content);
  await rename(draft, file);
}
