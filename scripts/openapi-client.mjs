import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import openapiTs, { astToString } from 'openapi-typescript';
import { root } from './compile.mjs';

/*
 * Generates a typed client of docs/openapi.json, and compiles test/client against it under strict TypeScript.
 * Writes both to test-results/client, or to the folder of the argument.
 */
const folder = resolve(process.argv[2] ?? join(root, 'test-results/client'));
const client = join(root, 'test/client');
const document = JSON.parse(await readFile(join(root, 'docs/openapi.json'), 'utf8'));
const settings = {
  extends: join(client, 'tsconfig.json'),
  compilerOptions: { rootDir: client, rootDirs: [client, folder], outDir: join(folder, 'compiled') },
  files: [join(client, 'use-client.ts')],
};

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'api.d.ts'), astToString(await openapiTs(document)));
await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings));
// The compiled client runs from this folder.
await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
try {
  await promisify(execFile)(process.execPath, [tsc, '-p', folder]);
  console.log('The generated client compiles.');
} catch (fault) {
  console.error(fault.stdout || fault.message);
  process.exitCode = 1;
}
