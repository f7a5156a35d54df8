import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import openapiTs, { astToString } from 'openapi-typescript';
import { root } from './compile.mjs';

/*
 * Generates a typed client of docs/openapi.json in test-results/client, and compiles test/client against it under
 * strict TypeScript.
 */
const folder = join(root, 'test-results/client');
const document = JSON.parse(await readFile(join(root, 'docs/openapi.json'), 'utf8'));

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'api.d.ts'), astToString(await openapiTs(document)));

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
try {
  await promisify(execFile)(process.execPath, [tsc, '-p', join(root, 'test/client')]);
  console.log('The generated client compiles.');
} catch (fault) {
  console.error(fault.stdout || fault.message);
  process.exitCode = 1;
}
