import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/*
 * A stranger's ten minutes: every command of README runs as it stands there, but for `npm ci` and `npm test`. An unknown
 * command fails. So do the calls of docs/tips.md and docs/import.md, and each gives the answer that stands below it.
 */

const commands = await commandsIn('README.md');
const pages = ['docs/tips.md', 'docs/import.md'];
/** Files that the commands write into the folder of the project. */
const writtenFiles = ['complaint', 'tip', 'proposal', 'report', 'import', 'checked'].map((name) => `${name}.json`);
writtenFiles.push('tips.csv', 'token.txt');
/** Requests of these pages that show a form alone: their ids or their file are those of the reader. */
const requestLines = [
  'POST /tip-imports?receivedAt=',
  'POST /subject-index/entries ',
  'GET /providers?name=',
  'POST /process-templates ',
];
const servers: Server[] = [];
const folders: string[] = [];

/** A started tracker, below npm and a shell. */
interface Server {
  readonly child: ChildProcess;
  /** Ends with the tracker, which has the output last: the shell may be gone before it. */
  readonly ended: Promise<unknown>;
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function commandsIn(page: string): Promise<string[]> {
  const shown = (await readFile(page, 'utf8')).matchAll(/^```sh\n([^]*?)^```$/gm);
  return [...shown].map(([, command = '']) => command.trim());
}

interface ShownCall {
  readonly command: string;
  /** Answer below the command: a part of its JSON, or lines of its text. */
  readonly json: string | undefined;
  readonly lines: readonly string[];
}

/** Returns the calls of a page, each with the answer that it shows. */
async function callsIn(page: string): Promise<ShownCall[]> {
  const fences = /^```sh\n([^]*?)^```$(?:\s+```(json|text)\n([^]*?)^```$)?/gm;
  return [...(await readFile(page, 'utf8')).matchAll(fences)]
    .map(([, command = '', language, answer = '']) => ({
      command: command.trim(),
      json: language === 'json' ? answer : undefined,
      lines: language === 'text' ? answer.trim().split('\n') : [],
    }))
    .filter(({ command }) => !requestLines.some((beginning) => command.startsWith(beginning)));
}

/**
 * Returns the part of an answer that a page shows: the named values of an object, and all items of an array. A shown array
 * or text that ends with … is the beginning of a longer one.
 */
function selectShown(answer: unknown, shown: unknown): unknown {
  if (Array.isArray(answer) && Array.isArray(shown)) {
    const items: readonly unknown[] = answer;
    const isBeginning = shown.at(-1) === '…' && items.length >= shown.length;
    const compared = isBeginning ? [...items.slice(0, shown.length - 1), '…'] : items;
    return compared.map((item, index) => selectShown(item, shown[index]));
  }
  if (typeof answer === 'string' && typeof shown === 'string' && shown.endsWith('…'))
    return answer.startsWith(shown.slice(0, -1)) ? shown : answer;
  if (!isRecord(answer) || !isRecord(shown)) return answer;
  return Object.fromEntries(Object.entries(shown).map(([key, value]) => [key, selectShown(answer[key], value)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function commandsLike(beginning: string): string[] {
  return commands.filter((command) => command.startsWith(beginning));
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tracker readme '));
  // Under root, Postgres runs as another user, who needs access.
  await chmod(folder, 0o711);
  folders.push(folder);
  return folder;
}

async function run(command: string, environment: Record<string, string>): Promise<Ended> {
  const child = spawn('sh', ['-c', command], { env: { ...process.env, ...environment } });
  const [out, err] = [child.stdout, child.stderr].map((stream) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: out?.() ?? '', err: err?.() ?? '' };
}

function serve(command: string, environment: Record<string, string>, ready: RegExp): Promise<RegExpExecArray> {
  const child = spawn('sh', ['-c', `exec ${command}`], { env: { ...process.env, NODE_OPTIONS: '', ...environment } });
  servers.push({ child, ended: once(child, 'close') });
  return new Promise((resolve, reject) => {
    let printed = '';
    const take = (chunk: Buffer): void => {
      printed += chunk.toString();
      const match = ready.exec(printed);
      if (match) resolve(match);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('exit', () => {
      reject(new Error(`${command} ended: ${printed}`));
    });
  });
}

async function end({ child, ended }: Server): Promise<void> {
  child.kill('SIGTERM');
  await ended;
}

describe('the README', () => {
  const known = [
    'npm ci && npm run demo',
    'npm run -s call',
    'npm run -s sample:tips',
    'npm ci && npm start',
    'DATABASE_ADMIN_URL=',
    'npm ci && npm test',
  ];
  const demo: Record<string, string> = { NODE_OPTIONS: '', PORT: '' };
  const usual = createServer();

  beforeAll(async () => {
    demo['DATA_DIRECTORY'] = await newFolder();
    // The usual port is in use, by this process or by another one.
    await once(usual.listen(3000, '127.0.0.1'), 'listening').catch(() => undefined);
    const moved = /^Port 3000 is in use, so the demo takes port (\d+)\.[^]*ready on http:\/\/localhost:\1 /m;
    await serve('npm run demo', demo, moved);
  });

  afterAll(async () => {
    usual.close();
    for (const server of servers) await end(server);
    for (const file of writtenFiles) await rm(file, { force: true });
    for (const folder of folders) {
      await rm(await realpath(join(folder, 'postgres')).catch(() => folder), { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('shows no command that this spec does not run', () => {
    expect(commands.filter((command) => !known.some((beginning) => command.startsWith(beginning)))).toEqual([]);
    expect(known.filter((beginning) => commandsLike(beginning).length === 0)).toEqual([]);
  });

  it('leads from a complaint to the totals that count it', async () => {
    const [log = '', operation = '', cases = '', totals = '', trail = '', opened = '', latest = '', ...more] =
      commandsLike('npm run -s call');
    expect(more).toEqual([]);
    const before = JSON.parse((await run(operation, demo)).out) as OperationReport;
    expect(before).toMatchObject({ taskForces: 61, agencies: 4500 });
    expect(before.figures.complaintsDocumented.recorded).toBe(25_200);

    const logged = await run(log, demo);
    const after = JSON.parse((await run(operation, demo)).out) as OperationReport;

    expect(logged.code).toBe(0);
    expect(logged.err).toContain('201');
    expect(JSON.parse(logged.out)).toMatchObject({ state: 'received', jurisdiction: { city: 'Omaha' } });
    expect(after.figures.complaintsDocumented.recorded).toBe(25_201);

    expect(JSON.parse((await run(cases, demo)).out)).toEqual({
      items: [],
      nextCursor: null,
      count: 0,
      isComplete: true,
    });
    const twentyYears = JSON.parse((await run(totals, demo)).out) as OperationReport;
    expect(twentyYears.figures.complaintsDocumented).toMatchObject({
      recorded: 25_201,
      total: 775_001,
      precision: 'at_least',
    });
    const told = JSON.parse((await run(trail, demo)).out) as { items: { sentence: string }[] };
    expect(told.items.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/, investigator at .+, logged the complaint\.$/),
    ]);
    const { events } = JSON.parse((await run(opened, demo)).out) as { events: { sentence: string }[] };
    expect(events.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^Received from the public and logged as .+, by /),
    ]);
    const { items } = JSON.parse((await run(latest, demo)).out) as { items: object[] };
    expect(items).toHaveLength(3);
  });

  it('has a call whose reader may leave early, and that asks for the demo where there is none', async () => {
    const call = 'npm run -s call -- investigator@agency GET /complaints';
    const elsewhere = { ...demo, DATA_DIRECTORY: await newFolder() };

    expect((await run(`${call} | head -c 1`, demo)).err).toBe('200 OK\n');
    expect(await run(call, elsewhere)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^There is no demo in .+\. Start it with npm run demo\.\n$/),
    });
  });

  it('imports tips from a file, each of them once', async () => {
    const [month = ''] = commandsLike('npm run -s sample:tips');
    // A month suffices to show it.
    const fewer = month.replace('sample:tips >', 'sample:tips -- 1500 >');

    const first = await run(fewer, demo);
    const again = await run(fewer, demo);

    expect([first.code, again.code]).toEqual([0, 0]);
    expect(first.out).toContain('1500 rows were imported.');
    expect(again.out).toContain('1500 rows: 0 to import, 1500 already recorded, 0 not valid.');
  });

  it.each(pages)('answers the calls of %s as they stand there', async (page) => {
    const calls = await callsIn(page);

    expect(calls.filter(({ command }) => !/^(npm|node) /.test(command))).toEqual([]);
    expect(calls.length).toBeGreaterThan(9);
    for (const { command, json, lines } of calls) {
      const { out, err } = await run(command, demo);
      if (json !== undefined) {
        const shown: unknown = JSON.parse(json);
        expect({ command, answer: selectShown(JSON.parse(out), shown) }).toEqual({ command, answer: shown });
      }
      for (const line of lines)
        expect({ command, answer: out + err }).toEqual({ command, answer: expect.stringContaining(line) });
    }
  });

  it('starts empty with a link for the first administrator', async () => {
    const [start = ''] = commandsLike('npm ci && npm start');
    const environment = { DATA_DIRECTORY: await newFolder(), PORT: '0' };

    const [, link] = await serve(start.replace('npm ci && ', ''), environment, /^ {2}(http:\S+\/welcome#\S+)$/m);

    expect(link).toMatch(/#admin=[\w-]{43}$/);
  });

  it('creates the roles on an existing server', async () => {
    const [roles = ''] = commandsLike('DATABASE_ADMIN_URL=');
    const { startEmbeddedPostgres } = await import('../../src/platform/embedded-postgres/embedded-postgres.js');
    const server = await startEmbeddedPostgres({ directory: await newFolder(), durable: false });
    try {
      const command = roles.replace(/^DATABASE_ADMIN_URL=\S+/, `DATABASE_ADMIN_URL='${server.adminUrl}'`);

      const names = ['OWNER', 'APP', 'AUTH', 'SIGNER', 'AUDITOR', 'PURGE'].map((role) => `DATABASE_${role}_PASSWORD`);
      const passwords = Object.fromEntries(names.map((name) => [name, `password of ${name}`]));
      const made = await run(command, { ...passwords, NODE_OPTIONS: '' });

      expect(made.err).toBe('');
      expect(made.out).toContain('DATABASE_OWNER_URL=');
    } finally {
      await server.stop();
    }
  });
});

interface OperationReport {
  readonly taskForces: number;
  readonly agencies: number;
  readonly figures: { readonly complaintsDocumented: { readonly recorded: number; readonly total: number } };
}
