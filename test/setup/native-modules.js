import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const own = ['src', 'migrations'].map((folder) => join(root, folder) + sep);
const packages = `${sep}node_modules${sep}`;
const require = createRequire(import.meta.url);

/** Name of the symbol by which the global object of a spec reaches the loaders of the worker process. */
export const nativeKey = 'tracker.native';

/** Returns the path of a file of the application or of a package in the worker process, or null for test files. */
export function nativePath(file) {
  if (own.some((folder) => file.startsWith(folder))) {
    if (file.endsWith('.spec.ts') || !file.endsWith('.ts')) return null;
    return join(root, 'dist', file.slice(root.length)).replace(/\.ts$/, '.js');
  }
  return isPackage(file) && /\.[cm]?js$/.test(file) ? file : null;
}

export function isPackage(file) {
  return file.includes(packages);
}

export function importNatively(file) {
  return import(pathToFileURL(nativePath(file)).href);
}

export function requireNatively(file) {
  return require(nativePath(file));
}
