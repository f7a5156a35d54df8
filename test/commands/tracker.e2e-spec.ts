import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commands } from '../../src/commands/command-list.js';
import { runTracker } from '../support/command.js';
import { specDatabase, type SpecDatabase } from '../support/databases.js';
import type { Ended } from '../support/tracker-process.js';

let database: SpecDatabase;
beforeAll(async () => {
  database = await specDatabase();
});
afterAll(() => database.drop());

const run = (args: readonly string[], environment = {}): Promise<Ended> =>
  runTracker('/nonexistent', args, environment);

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
