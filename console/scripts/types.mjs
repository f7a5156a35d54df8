import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const document = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));
const folder = fileURLToPath(new URL('../generated/', import.meta.url));
const file = `${folder}schema.d.ts`;

/** Generates the types of the API from its document, unless they are those of the document already. */
export async function generateTypes() {
  const text = await readFile(document, 'utf8');
  const { version } = require('openapi-typescript/package.json');
  const own = await readFile(fileURLToPath(import.meta.url), 'utf8');
  const hash = createHash('sha256').update(version).update(own).update(text).digest('hex');
  const head = `// ${hash}\n`;
  if ((await readFile(file, 'utf8').catch(() => '')).startsWith(head)) return;
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  // Text would make the types three times as long.
  const plain = JSON.parse(text, (key, value) => (key === 'description' && typeof value === 'string' ? '' : value));
  for (const path of Object.values(plain.paths)) for (const operation of Object.values(path)) delete operation.summary;
  const ast = await openapiTS(plain, { defaultNonNullable: false });
  await mkdir(folder, { recursive: true });
  await writeFile(`${file}.${process.pid}`, `${head}${astToString(ast)}`);
  await rename(`${file}.${process.pid}`, file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generateTypes();
