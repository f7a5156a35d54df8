import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transform, version } from '@swc/core';

/** What was made of each text, so that a start does not wait for what the one before has done. */
const kept = new URL('../../test-results/transpiled/', import.meta.url);
const options = {
  sourceMaps: 'inline',
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
  module: { type: 'es6' },
};

/**
 * Lets plain Node import the tracker's TypeScript: `node --import ./test/setup/typescript.js …`. For what tests start as
 * a process of its own; Jest has its own way.
 */
if (!import.meta.url.includes('?hooks')) register(`${import.meta.url}?hooks`);

export async function resolve(specifier, context, next) {
  if (specifier.startsWith('.') && specifier.endsWith('.js')) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(source)) return next(source.href, context);
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  return { format: 'module', source: await scriptOf(filename, await readFile(filename, 'utf8')), shortCircuit: true };
}

async function scriptOf(filename, text) {
  const of = JSON.stringify([version, options, filename, text]);
  const file = new URL(`${createHash('sha256').update(of).digest('hex')}.js`, kept);
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known !== null) return known;
  const { code } = await transform(text, { filename, ...options });
  // Where nothing can be kept, the next start makes it again.
  await keep(file, code).catch(() => undefined);
  return code;
}

/** Several processes may be at it: what stands there under its name is whole. */
async function keep(file, code) {
  await mkdir(kept, { recursive: true });
  const draft = fileURLToPath(file).replace(/\.js$/, `-${process.pid}`);
  await writeFile(draft, code);
  await rename(draft, file);
}
