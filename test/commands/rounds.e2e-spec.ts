import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { runTracker } from '../support/command.js';
import { specDatabase, type SpecDatabase } from '../support/databases.js';
import type { Ended } from '../support/tracker-process.js';
import { until } from '../support/until.js';

let database: SpecDatabase;
beforeAll(async () => {
  database = await specDatabase();
});
afterAll(() => database.drop());

const run = (args: readonly string[], onStart?: (child: ChildProcess) => void): Promise<Ended> =>
  runTracker('/nonexistent', args, { DATABASE_PURGE_URL: database.purgeUrl }, onStart);

/** Function that each round of the purge calls. Without the right to it a round fails. */
const takeRight = 'REVOKE EXECUTE ON FUNCTION purge.reclassify() FROM tracker_purge';
const giveRight = 'GRANT EXECUTE ON FUNCTION purge.reclassify() TO tracker_purge';

async function change(statement: string): Promise<void> {
  const admin = new pg.Client(database.adminUrl);
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}

describe('--every of a command', () => {
  it('repeats the round, also after one that fails', async () => {
    let [out, err] = ['', ''];
    const rounds = (): number => out.split('Complaints purged: 0.').length - 1;
    let child: ChildProcess | undefined;
    const ended = run(['retention:purge', '--every', '1s'], (started) => {
      child = started;
      started.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
      started.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
    });
    await until(() => rounds() >= 2);
    await change(takeRight);
    await until(() => err !== '');
    await change(giveRight);
    const before = rounds();
    await until(() => rounds() > before);
    child?.kill('SIGTERM');

    expect(await ended).toMatchObject({ code: 0 });
    expect(err).toContain('reclassify');
  });

  it('ends with the code of the first round when that fails', async () => {
    await change(takeRight);
    const ended = await run(['retention:purge', '--every', '7d']);
    await change(giveRight);

    expect(ended).toMatchObject({ code: 1, out: '', err: expect.stringContaining('reclassify') });
  });

  it.each([
    ['no duration', ['retention:purge', '--every', 'never'], /^--every is a duration from 1s to 7d, such as 1h\.\n$/],
    ['an interval of zero', ['retention:purge', '--every', '0s'], /^--every is a duration/],
    ['an interval of eight days', ['backup', '--to', '/nonexistent', '--every', '8d'], /^--every is a duration/],
    ['another option', ['retention:purge', '--often'], /^The form is npm run retention:purge -- --every 1d/],
  ])('answers %s with a sentence', async (_what, args, sentence) => {
    expect(await run(args)).toEqual({ code: 1, out: '', err: expect.stringMatching(sentence) });
  });
});
