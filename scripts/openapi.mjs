import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, BuildFailed } from './build.mjs';
import { root } from './compile.mjs';
import { describedBuild, sourceProgram } from './openapi/described-build.mjs';
import { readSourceWords } from './openapi/source-words.mjs';

/*
 * Writes docs/openapi.json from the built application and the comments of its source, without a database. With --check
 * it writes nothing and fails when the committed one differs.
 */
const target = join(root, 'docs/openapi.json');

await buildOrExit();
const program = sourceProgram();
const described = await describedBuild(program);
const written = `${JSON.stringify(await makeDocument(), null, 2)}\n`;
const present = existsSync(target) ? readFileSync(target, 'utf8') : '';

if (written === present) {
  console.log('docs/openapi.json is what the code says.');
} else if (process.argv.includes('--check')) {
  console.error(
    `docs/openapi.json is stale, from line ${firstDifference(present, written)} on: run \`npm run openapi\` and commit it.`,
  );
  process.exitCode = 1;
} else {
  writeFileSync(target, written);
  console.log('Wrote docs/openapi.json.');
}

async function buildOrExit() {
  try {
    await build(console.log);
  } catch (fault) {
    if (fault instanceof BuildFailed) process.exit(1);
    throw fault;
  }
}

async function makeDocument() {
  await import('reflect-metadata');
  const { NestFactory } = await import('@nestjs/core');
  const { SwaggerModule } = await import('@nestjs/swagger');
  const { AppModule } = await importBuilt('app.module');
  const { createAdapter, configure } = await importBuilt('configure');
  const { Config } = await importBuilt('platform/config/config');
  const { completeDocument } = await importBuilt('platform/api-document/document');

  const config = Config.parse({});
  const options = { preview: true, bodyParser: false, abortOnError: false, logger: ['error', 'fatal'] };
  const app = await NestFactory.create(
    AppModule.forRoot(config, 'postgres://nobody@localhost/none'),
    createAdapter(config),
    options,
  );
  await configure(app);
  const raw = SwaggerModule.createDocument(
    app,
    { openapi: '3.1.0', info: {} },
    { operationIdFactory: (controller, handler) => `${controller}.${handler}` },
  );
  await app.close();
  return completeDocument(raw, readSourceWords(program), head());
}

function importBuilt(name) {
  return import(pathToFileURL(join(described, 'src', `${name}.js`)).href);
}

function head() {
  const { version, license, bugs } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const introduction = readFileSync(join(root, 'docs/api.md'), 'utf8')
    .replace(/^# .*\n+/, '')
    .trim();
  return {
    title: 'Task Force Tracker',
    version,
    description: introduction,
    contact: { name: 'The maintainers of the Task Force Tracker', ...(bugs?.url ? { url: bugs.url } : {}) },
    license: { name: license, identifier: license },
  };
}

function firstDifference(one, other) {
  const [a, b] = [one.split('\n'), other.split('\n')];
  return b.findIndex((line, at) => line !== a[at]) + 1;
}
