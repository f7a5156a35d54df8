import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commands } from '../../src/commands/command-list.js';
import { transpiled } from '../setup/transpiled.js';
import { specDatabase, type SpecDatabase } from '../support/databases.js';
import { environmentOf, type Ended } from '../support/tracker-process.js';

const entry = await transpiled('src/commands/tracker.command.js');
const nowhere = '/nonexistent';

let database: SpecDatabase;
beforeAll(async () => {
  database = await specDatabase();
});
afterAll(() => database.drop());

async function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [entry, ...args], { env: environmentOf(nowhere, environment) });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

describe('npm run tracker', () => {
  it('knows every npm script that starts a command, with the same file and arguments', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    const started = Object.entries(scripts).flatMap(([name, script]) => {
      const [, file, rest = ''] = /dist\/src\/commands\/(\S+)\.command\.js ?(.*)$/.exec(script) ?? [];
      return file === undefined || name === 'tracker' ? [] : [{ name, file, fixed: rest.split(' ').filter(Boolean) }];
    });

    expect(started.length).toBeGreaterThan(5);
    expect(commands.map(({ name, file, fixed = [] }) => ({ name, file, fixed }))).toEqual(
      expect.arrayContaining(started),
    );
  });

  it('lists the commands with a line each', async () => {
    const { code, out } = await run(['--help']);

    expect(code).toBe(0);
    for (const { name, summary } of commands) expect(out).toMatch(new RegExp(`^  ${name} +${summary}$`, 'm'));
  });

  it.each([['import'], ['vault']])('describes %s without a database and without starting it', async (name) => {
    const { code, out, err } = await run([name, '--help']);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`npm run tracker -- ${name}\n`);
  });

  it.each([
    ['an unknown command', ['nonsense', '--help'], 'There is no command "nonsense".'],
    ['no command', [], 'Name a command.'],
  ])('answers %s with a sentence, the list and code 64', async (_what, args, sentence) => {
    const { code, out, err } = await run(args);

    expect({ code, out }).toEqual({ code: 64, out: '' });
    expect(err.split('\n')[0]).toBe(sentence);
    expect(err).toContain('  tally:verify ');
  });

  it('passes on the arguments, and the exit code and the output of the command', async () => {
    const rebuilt = await run(['tally:rebuild'], { DATABASE_OWNER_URL: database.ownerUrl });
    const refused = await run(['audit:verify', '--nonsense']);

    expect(rebuilt).toEqual({ code: 0, out: '0 counts of the ledger were corrected.\n', err: '' });
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('--nonsense') });
  });
});
