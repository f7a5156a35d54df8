import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Given, type GivenAccount, type GivenAgency } from '../support/given.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { transpiled } from '../setup/transpiled.js';
import { masterKeyText } from '../support/secrets.js';
import { times } from '../support/times.js';
import { asHolder } from '../support/transactions.js';

const rows = times('IMPORT_ROWS', { api: 4000, long: 8000 });
const kills = times('IMPORT_KILLS', { api: 2, long: 10 });

let tracker: Tracker;
let agency: GivenAgency;
let supervisor: GivenAccount;
let folder: string;
let command: readonly string[];

beforeAll(async () => {
  tracker = await startTracker();
  const given = new Given(tracker);
  agency = await given.agency();
  supervisor = await given.account({ agency, role: 'supervisor' });
  folder = await mkdtemp(join(tmpdir(), 'import-'));
  await writeFile(join(folder, 'tips.csv'), tipsOf(rows, ''));
  await writeFile(join(folder, 'token'), supervisor.token);
  command = [
    await transpiled('src/commands/import.command.js'),
    ...['--file', join(folder, 'tips.csv'), '--token-file', join(folder, 'token'), '--commit'],
  ];
});
afterAll(async () => {
  await tracker.close();
  await rm(folder, { recursive: true, force: true });
});

function tipsOf(count: number, series: string): string {
  const head = 'source,externalReference,receivedAt,state,narrative,suspectEmail,suspectIp';
  const tips = Array.from(
    { length: count },
    (_, n) =>
      `ncmec_cybertip,${series}${n},2018-03-01T12:00:00Z,NE,It was seen.,owl${n}@example.com,10.0.${n >> 8}.${n & 255}`,
  );
  return [head, ...tips].join('\n');
}

function started(line: readonly string[] = command): ChildProcess {
  const { appUrl, authUrl } = tracker.database;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...{ DATABASE_URL: appUrl, DATABASE_AUTH_URL: authUrl, NODE_ENV: 'development', VAULT_MASTER_KEY: masterKeyText },
  };
  delete env['NODE_OPTIONS'];
  return spawn(process.execPath, [...line], { stdio: ['ignore', 'pipe', 'pipe'], env });
}

async function ended(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  const parts: Buffer[] = [];
  child.stdout?.on('data', (part: Buffer) => parts.push(part));
  child.stderr?.on('data', (part: Buffer) => parts.push(part));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said: Buffer.concat(parts).toString() };
}

/** Faults that never occur: incomplete complaints, wrong counts, rows both staged and committed, entries without links. */
async function faultsIn(): Promise<unknown[]> {
  await tracker.linkTrail();
  return tracker.sql(
    `SELECT 'half' AS what, c.id::text FROM app.complaints c
      WHERE c.agency_id = $1 AND (SELECT count(*) FROM app.identifiers i WHERE i.complaint_id = c.id) <> 2
     UNION ALL
     SELECT 'count', 'x' WHERE (SELECT coalesce(sum(b.logged), 0) FROM app.import_batches b WHERE b.agency_id = $1)
                            <> (SELECT count(*) FROM app.complaints c WHERE c.agency_id = $1)
     UNION ALL
     SELECT 'left', s.row::text FROM staging.import_rows s JOIN app.complaints c ON c.id = s.id
     UNION ALL
     SELECT 'trail', 'x' WHERE (SELECT count(*) FROM audit.entries) <> (SELECT sum(entries) FROM audit.links)`,
    [agency.id],
  );
}

/** Waits until another chunk of rows has been committed. */
async function goingOn(child: ChildProcess): Promise<void> {
  const before = await entered();
  while (child.exitCode === null && (await entered()) === before)
    await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 200));
}

/** Runs the work while the insert of that row waits, so that no machine is too fast for a kill before it. */
async function withoutEndOf(table: string, row: string, work: () => Promise<void>): Promise<void> {
  const wait = 'BEGIN PERFORM pg_advisory_xact_lock_shared(4711); RETURN new; END';
  await tracker.sql(`CREATE FUNCTION app.wait_for_spec() RETURNS trigger LANGUAGE plpgsql AS '${wait}'`);
  await tracker.sql(
    `CREATE TRIGGER held BEFORE INSERT ON ${table} FOR EACH ROW WHEN (${row}) EXECUTE FUNCTION app.wait_for_spec()`,
  );
  await asHolder(tracker, async (holder) => {
    await holder.query('SELECT pg_advisory_xact_lock(4711)');
    await work();
  });
  await tracker.sql(`DROP TRIGGER held ON ${table}`);
  await tracker.sql('DROP FUNCTION app.wait_for_spec()');
}

const entered = async (): Promise<number> =>
  (
    await tracker.sql<{ n: number }>('SELECT count(*)::int AS n FROM app.complaints WHERE agency_id = $1', [agency.id])
  )[0]?.n ?? 0;

describe('a killed import', () => {
  it('loses and repeats nothing, and resumes when started again', async () => {
    const moments: number[] = [];
    // Half of the kills, and the first, fall during the commit, and half anywhere.
    const startAndKill = async (kill: number): Promise<void> => {
      const child = started();
      const over = once(child, 'close');
      if (kill % 2 === 0) await goingOn(child);
      else await new Promise((resolve) => setTimeout(resolve, Math.random() * 3000));
      child.kill('SIGKILL');
      await over;
    };
    for (let kill = 0; kill < kills; kill += 1) {
      if (kill > 0) await startAndKill(kill);
      else await withoutEndOf('app.complaints', `new.external_reference = '${rows - 1}'`, () => startAndKill(0));
      moments.push(await entered());
      expect(await faultsIn()).toEqual([]);
    }
    const last = await ended(started());

    expect(last).toMatchObject({ code: 0 });
    expect(await faultsIn()).toEqual([]);
    expect(await entered()).toBe(rows);
    // At least one kill must fall between the start and the end of the commit.
    expect(moments.some((n) => n > 0 && n < rows)).toBe(true);
    const counted = await tracker.as(supervisor).get('/reports/totals?from=2018-03-01&until=2018-03-02');
    expect(counted.body).toMatchObject({ figures: { complaintsDocumented: { recorded: rows } } });
  });

  it('commits nothing when run once more', async () => {
    const { code, said } = await ended(started());

    expect(code).toBe(0);
    expect(said).toContain(`The file has ${rows} rows: 0 to import, ${rows} already recorded, 0 not valid`);
    expect(await entered()).toBe(rows);
  });
});

describe('an import of suspects', () => {
  const suspects = 300;
  let line: readonly string[];
  let complaintId: string;

  const there = async (): Promise<number> =>
    (
      await tracker.sql<{ n: number }>('SELECT count(*)::int AS n FROM app.suspects WHERE complaint_id = $1', [
        complaintId,
      ])
    )[0]?.n ?? 0;

  beforeAll(async () => {
    const given = new Given(tracker);
    const by = await given.account({ role: 'supervisor' });
    await writeFile(join(folder, 'token-of-suspects'), by.token);
    const { id, reference } = await given.complaint({ by });
    complaintId = id;
    const head = 'complaint,familyName,offenderClass,juvenile,identifiedOn';
    const rows = Array.from({ length: suspects }, (_, n) => `${reference},Sample ${n},unknown,false,2018-03-01`);
    await writeFile(join(folder, 'suspects.csv'), [head, ...rows].join('\n'));
    line = [
      command[0] ?? '',
      ...[
        '--file',
        join(folder, 'suspects.csv'),
        '--kind',
        'suspects',
        '--token-file',
        join(folder, 'token-of-suspects'),
      ],
    ];
  });

  it('commits nothing without the option', async () => {
    const { code, said } = await ended(started(line));

    expect(said).toContain(`The file has ${suspects} rows: ${suspects} to import, 0 already recorded, 0 not valid`);
    expect([code, await there()]).toEqual([0, 0]);
  });

  it('resumes at its last chunk after it was killed', async () => {
    await withoutEndOf('app.suspects', `new.family_name = 'Sample ${suspects - 1}'`, async () => {
      const child = started([...line, '--commit']);
      const over = once(child, 'close');
      while (child.exitCode === null && (await there()) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      child.kill('SIGKILL');
      await over;
    });
    const halfway = await there();
    const { code, said } = await ended(started([...line, '--commit']));

    expect(halfway).toBeGreaterThan(0);
    expect(halfway).toBeLessThan(suspects);
    expect([code, await there()]).toEqual([0, suspects]);
    expect(said).toContain(`${suspects} rows were imported.`);
    const entries = await tracker.sql(
      `SELECT FROM audit.entries WHERE complaint_id = $1 AND action = 'suspect.recorded'`,
      [complaintId],
    );
    expect(entries).toHaveLength(suspects);
    expect(await faultsIn()).toEqual([]);
  });
});

describe('the import command', () => {
  it('runs two workers, and counts the rows of both', async () => {
    const before = await entered();
    await writeFile(join(folder, 'others.csv'), tipsOf(2000, 'B-'));
    const { code, said } = await ended(started(command.map((word) => word.replace(/tips\.csv$/, 'others.csv'))));

    expect([code, said.includes('2000 rows were imported.')]).toEqual([0, true]);
    expect((await entered()) - before).toBe(2000);
    expect(await faultsIn()).toEqual([]);
  });

  it('commits nothing without the option', async () => {
    const { said } = await ended(started(command.filter((word) => word !== '--commit')));

    expect(said).toContain('Nothing was imported');
  });

  it('rejects a missing token and a token without a session', async () => {
    const [main = '', ...said] = command;
    await writeFile(join(folder, 'stranger'), 'x'.repeat(43));
    const stranger = await ended(
      started([
        main,
        ...said.map((word) => (word.endsWith('token') && word.startsWith('/') ? join(folder, 'stranger') : word)),
      ]),
    );
    const nobody = await ended(started([main, '--file', join(folder, 'tips.csv')]));
    const unseated = await ended(started([main, ...said, '--kind', 'agencies']));

    expect([stranger.code, nobody.code, unseated.code]).toEqual([1, 1, 1]);
    expect(unseated.said).toContain('The account of this token is not allowed to do that.');
    expect(
      await tracker.sql(`SELECT subject, action FROM audit.entries WHERE account_id = $1 AND outcome = 'refused'`, [
        supervisor.accountId,
      ]),
    ).toMatchObject([{ action: 'agencies:manage' }]);
    expect(stranger.said).toContain('The session of this token does not exist or has ended');
    expect(nobody.said).toContain('The import needs the token of a session');
  });
});
