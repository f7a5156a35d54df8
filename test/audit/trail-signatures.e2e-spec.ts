import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { archiveBefore, requireOldEnough } from '../../src/audit/chain/archive.js';
import { wholeTrail, exportTrail } from '../../src/audit/chain/export-file.js';
import type { Findings } from '../../src/audit/chain/verification-findings.js';
import { listPublicKeyFiles, readPublicKeys, loadSignatureKey } from '../../src/audit/chain/signing-keys.js';
import { createFileSink, createSyslogSink } from '../../src/audit/chain/signature-sinks.js';
import { HeadSigner } from '../../src/audit/chain/head-signer.js';
import { parseHeadSignature, type HeadSignature, type TrustedKeys } from '../../src/audit/chain/head-signatures.js';
import { verifyDatabase } from '../../src/audit/chain/verify-database.js';
import { verifyFile } from '../../src/audit/chain/verify-file.js';
import { urlOfDatabase } from '../../src/platform/database/database-roles.js';
import { transpiled } from '../setup/transpiled.js';
import { specDatabase, type SpecDatabase } from '../support/databases.js';
import { forgeTrail, pastTriggers, relink } from './forged-trail.js';

/** The oldest months are old enough to be archived. */
const began = new Date(Date.UTC(new Date().getUTCFullYear() - 2, new Date().getUTCMonth(), 10));
const oldest = began.toISOString().slice(0, 7);

/** Time between two rounds of the signer. */
const roundMs = 60_000;

let folder: string;
let base: SpecDatabase;
let keys: TrustedKeys;
let shared: SpecDatabase | undefined;

const trailTables = ['entries', 'unlinked_entries', 'links', 'heads', 'signatures', 'archives', 'archive_signatures'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tracker-signatures-'));
  base = await specDatabase();
  await forgeTrail(base.adminUrl, 900, began.toISOString(), '2 hours');
  await signHeads(base, join(folder, 'signatures.jsonl'));
  keys = await readPublicKeys(await listPublicKeyFiles(folder));
});
afterAll(async () => {
  await shared?.drop();
  await base.drop();
  await rm(folder, { recursive: true });
});

async function signHeads({ signerUrl }: SpecDatabase, file: string): Promise<number> {
  const key = await loadSignatureKey(join(folder, 'signing.key'), true);
  return new HeadSigner(signerUrl, key, [createFileSink(file)]).signOnce();
}

async function* signaturesOf(file: string): AsyncGenerator<HeadSignature> {
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    const signature = parseHeadSignature(line);
    if (signature) yield Promise.resolve(signature);
  }
}

async function copyOfBase(): Promise<SpecDatabase> {
  const name = `spec_${randomBytes(8).toString('hex')}`;
  const server = urlOfDatabase(base.adminUrl, 'postgres');
  await pgQuery(server, `CREATE DATABASE ${name} TEMPLATE ${base.name} OWNER tracker_owner`);
  await pgQuery(server, `GRANT CONNECT ON DATABASE ${name} TO tracker_signer, tracker_auditor`);
  const [adminUrl = '', signerUrl = '', auditorUrl = ''] = [base.adminUrl, base.signerUrl, base.auditorUrl].map((url) =>
    urlOfDatabase(url, name),
  );
  const drop = (): Promise<void> => pgQuery(server, `DROP DATABASE ${name} WITH (FORCE)`);
  return { ...base, name, adminUrl, signerUrl, auditorUrl, drop };
}

/** Works on a copy of the signed trail. All works share one database, which gets back each row of the trail before the next. */
async function copied<T>(work: (database: SpecDatabase) => Promise<T>): Promise<T> {
  shared ??= await sharedCopy();
  const { adminUrl } = shared;
  const restore = trailTables.map(
    (table) => `DELETE FROM audit.${table}; INSERT INTO audit.${table} SELECT * FROM signed.${table};`,
  );
  await pastTriggers(adminUrl, (db) => db.query(restore.join('\n')));
  return work(shared);
}

async function sharedCopy(): Promise<SpecDatabase> {
  const copy = await copyOfBase();
  const save = trailTables.map((table) => `CREATE TABLE signed.${table} AS TABLE audit.${table};`);
  await pgQuery(copy.adminUrl, `CREATE SCHEMA signed; ${save.join('\n')}`);
  return copy;
}

/** Returns the findings after a manipulation with all rights, with the file of the signer and without it. */
async function foundAfter(
  ...statements: (string | ((db: pg.Client) => Promise<void>))[]
): Promise<Record<'alone' | 'withFile', Findings>> {
  return copied(async ({ adminUrl, auditorUrl }) => {
    await pastTriggers(adminUrl, async (db) => {
      for (const statement of statements) {
        if (typeof statement === 'string') await db.query(statement);
        else await statement(db);
      }
    });
    return {
      alone: await verifyDatabase(auditorUrl, { keys, signatures: null }),
      withFile: await verifyDatabase(auditorUrl, { keys, signatures: signaturesOf(join(folder, 'signatures.jsonl')) }),
    };
  });
}

const aLink = 'FROM audit.links WHERE entries = 2 ORDER BY chain, position LIMIT 1';

describe('a manipulated trail', () => {
  it('is intact before the manipulation', async () => {
    const { alone, withFile } = await foundAfter();

    expect(alone).toMatchObject({ entries: 900, chains: 61, signatures: 61, unsignedLinks: 0, faults: { listed: [] } });
    expect(withFile).toMatchObject({ signatures: 122, faults: { listed: [] } });
  });

  it.each([
    ['reason', `'another'`],
    ['account_id', 'gen_random_uuid()'],
    ['address', `'192.0.2.8'`],
    ['became', `became || '{"type": "traveler"}'`],
    ['withheld', `'{}'`],
    ['records', 'ARRAY[gen_random_uuid()]'],
    ['outcome', `'refused'`],
  ])('is detected by an entry whose %s was edited', async (column, value) => {
    const { alone } = await foundAfter(
      `UPDATE audit.entries SET ${column} = ${value} WHERE seq = (SELECT first_seq ${aLink})`,
    );

    expect(alone.faults.listed).toEqual([
      expect.stringMatching(/^chain .+, link \d+ \(entries \d+ to \d+\): an entry is not what it was/),
    ]);
  });

  it('is detected by a deleted entry, also with its link', async () => {
    const entry = await foundAfter(`DELETE FROM audit.entries WHERE seq = (SELECT last_seq ${aLink})`);
    const both = await foundAfter(
      `DELETE FROM audit.entries e USING (SELECT * ${aLink}) l WHERE e.seq BETWEEN l.first_seq AND l.last_seq`,
      `DELETE FROM audit.links WHERE (chain, position) = (SELECT chain, position ${aLink})`,
    );

    expect(entry.alone.faults.listed).toEqual([expect.stringContaining('1 of its 2 entries are there')]);
    expect(both.alone.faults.listed[0]).toMatch(/link \d+ is missing before link \d+|does not follow/);
  });

  it('is detected by a changed order of entries and links', async () => {
    const entries = await foundAfter(
      `UPDATE audit.entries e SET reason = o.reason, seq = -e.seq FROM (SELECT * ${aLink}) l, audit.entries o
        WHERE e.seq = l.first_seq AND o.seq = l.last_seq`,
      `UPDATE audit.entries e SET seq = l.first_seq FROM (SELECT * ${aLink}) l WHERE e.seq = l.last_seq`,
      `UPDATE audit.entries e SET seq = l.last_seq FROM (SELECT * ${aLink}) l WHERE e.seq = -l.first_seq`,
    );
    const links = await foundAfter(
      `CREATE TEMP TABLE one AS SELECT chain FROM audit.links LIMIT 1`,
      `UPDATE audit.links SET position = -position WHERE chain = (SELECT chain FROM one) AND position IN (2, 3)`.replace(
        'SET position = -position',
        'SET position = position + 1000000',
      ),
      `UPDATE audit.links SET position = 1000005 - position WHERE chain = (SELECT chain FROM one) AND position > 1000000`,
    );

    expect(entries.alone.faults.count).toBe(1);
    expect(links.alone.faults.listed.some((fault) => fault.includes('does not follow from the link before'))).toBe(
      true,
    );
  });

  it('is detected by an entry without a transaction of its own', async () => {
    const { alone } = await foundAfter(`INSERT INTO audit.entries (action) VALUES ('complaint.received')`);

    expect(alone.faults.listed).toEqual([
      expect.stringMatching(/^the chain of no task force: entry \d+ is in no link\.$/),
    ]);
  });

  it('is detected by the signatures alone when its newest part was cut off', async () => {
    const { alone, withFile } = await foundAfter(
      `CREATE TEMP TABLE cut AS SELECT * FROM audit.heads ORDER BY chain LIMIT 1`,
      `DELETE FROM audit.entries e USING cut c WHERE e.task_force_id = c.chain AND e.transaction = c.transaction`,
      `DELETE FROM audit.links l USING cut c WHERE l.chain = c.chain AND l.position = c.position`,
      `DELETE FROM audit.signatures s USING cut c WHERE s.chain = c.chain`,
      `UPDATE audit.heads h SET (position, at, transaction, first_seq, last_seq, entries, digest, hash) =
         (SELECT l.position, l.at, l.transaction, l.first_seq, l.last_seq, l.entries, l.digest, l.hash FROM audit.links l
           WHERE l.chain = h.chain ORDER BY l.position DESC LIMIT 1) FROM cut c WHERE c.chain = h.chain`,
    );

    expect(alone.faults.listed).toEqual([]);
    expect(withFile.faults.listed).toEqual([
      expect.stringMatching(/^chain .+: it ends at link \d+, and link \d+ was signed\.$/),
    ]);
  });

  it('is detected by the signatures alone when it was rewritten with valid hashes', async () => {
    const { alone, withFile } = await foundAfter(
      `UPDATE audit.entries SET account_id = gen_random_uuid() WHERE seq = (SELECT first_seq ${aLink})`,
      relink,
    );

    expect(alone.faults.listed).toEqual([]);
    expect(withFile.faults.listed).toEqual([expect.stringContaining('it was signed with another hash')]);
  });

  it('is not accepted with signatures of another key', async () => {
    const { alone } = await copied(async (database) => {
      await pastTriggers(database.adminUrl, (db) => db.query('TRUNCATE audit.signatures'));
      const key = await loadSignatureKey(join(folder, 'other', 'signing.key'), true);
      await new HeadSigner(database.signerUrl, key, []).signOnce();
      return { alone: await verifyDatabase(database.auditorUrl, { keys, signatures: null }) };
    });
    const changed = await foundAfter(`UPDATE audit.signatures SET signed_at = signed_at + interval '1 hour'`);

    expect(alone.faults).toMatchObject({ count: 61 });
    expect(alone.faults.listed[0]).toContain('which is none of those given');
    expect(changed.alone.faults.listed[0]).toMatch(/its signature of .+ is not valid/);
  });
});

describe('the signer of chain heads', () => {
  it('signs each change once, and detects a chain that has become shorter', async () => {
    await copied(async (database) => {
      const file = join(folder, 'moved.jsonl');
      expect(await signHeads(database, file)).toBe(0);
      await pastTriggers(database.adminUrl, async (db) => {
        await db.query(`SET session_replication_role = origin`);
        await db.query(`INSERT INTO audit.entries (action) VALUES ('test.entered')`);
      });
      expect(await signHeads(database, file)).toBe(1);
      expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(1);
      await pastTriggers(database.adminUrl, (db) =>
        db.query(`UPDATE audit.heads h SET position = l.position, hash = l.hash FROM audit.links l
                   WHERE l.chain = h.chain AND l.position = h.position - 1 AND h.chain <> '00000000-0000-0000-0000-000000000000'`),
      );
      await expect(signHeads(database, file)).rejects.toThrow(/ended at link \d+ when it was signed/);
    });
  });

  it('cannot sign what the trail does not contain', async () => {
    await expect(
      pgQuery(base.signerUrl, `SELECT audit.add_signature(gen_random_uuid(), 1, '\\x00', now(), 'key', '\\x00')`),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('sends signatures by RFC 5424 that can be verified from the log', async () => {
    const log = createSocket('udp4');
    log.bind(0, '127.0.0.1');
    await once(log, 'listening');
    const received = once(log, 'message') as Promise<[Buffer]>;
    await copied(async (database) => {
      await pastTriggers(database.adminUrl, (db) => db.query('TRUNCATE audit.signatures'));
      const key = await loadSignatureKey(join(folder, 'signing.key'), true);
      await new HeadSigner(database.signerUrl, key, [
        createSyslogSink(`udp://127.0.0.1:${log.address().port}`),
      ]).signOnce();
    });

    const text = (await received)[0].toString();
    log.close();
    expect(text).toMatch(/^<109>1 \d{4}-\d\d-\d\dT[\d:.]+Z \S+ tracker-sign \d+ signature - \{"head":1,/);
    expect(parseHeadSignature(text)).toMatchObject({ keyId: [...keys.keys()][0] });
  });
});

describe('an export of the trail', () => {
  it('is verified without a database, and reveals a manipulation', async () => {
    const [whole, zipped] = [join(folder, 'trail.ndjson'), join(folder, 'trail.ndjson.gz')];
    await exportTrail(base.auditorUrl, whole, wholeTrail, keys);
    await exportTrail(base.auditorUrl, zipped, wholeTrail, keys);
    const text = await readFile(whole, 'utf8');
    const changed = async (edit: (lines: string[]) => string[]): Promise<string[]> => {
      const file = join(folder, `${randomBytes(4).toString('hex')}.ndjson`);
      await writeFile(file, edit(text.split('\n')).join('\n'));
      return (await verifyFile(file, { keys, signatures: null })).faults.listed;
    };
    const isEntry = (line: string): boolean => line.startsWith('[');

    for (const file of [whole, zipped]) {
      const found = await verifyFile(file, { keys: new Map(), signatures: null });
      expect(found).toMatchObject({
        entries: 900,
        chains: 61,
        signatures: 61,
        usesEmbeddedKeys: true,
        faults: { listed: [] },
      });
    }
    expect(await changed((lines) => lines)).toEqual([]);
    const first = text.split('\n').findIndex(isEntry);
    expect(
      await changed((lines) => lines.with(first, (lines[first] ?? '').replace('"investigator"', '"supervisor"'))),
    ).toEqual([expect.stringContaining('an entry is not what it was')]);
    expect(await changed((lines) => lines.filter((_, index) => index !== first))).toHaveLength(2);
    expect(await changed((lines) => lines.slice(0, 500))).toContainEqual(expect.stringContaining('it was cut off'));
    expect(
      await changed((lines) => lines.map((line) => line.replace(/("position":3,.*"hash":")./, '$1z'))),
    ).not.toEqual([]);
  });
});

describe('an archived month', () => {
  it('is a file that fits the chain, which stays intact without it', async () => {
    // The archive drops a partition, which no later test gets back.
    const database = await copyOfBase();
    try {
      const before = new Date(Date.UTC(began.getUTCFullYear(), began.getUTCMonth() + 1)).toISOString().slice(0, 7);
      const archive = join(folder, 'archive');
      const options = { before, folder: archive, keys };

      const archived = await archiveBefore(database.auditorUrl, options, () => undefined);

      expect(archived).toMatchObject([{ month: oldest }]);
      const found = await verifyDatabase(database.auditorUrl, {
        keys,
        signatures: signaturesOf(join(folder, 'signatures.jsonl')),
      });
      // The trail itself has an entry for the archived part.
      expect(found).toMatchObject({ entries: 901 - (archived[0]?.entries ?? 0), faults: { listed: [] } });
      expect(found.archived).toMatchObject([{ month: oldest, entries: archived[0]?.entries }]);
      const file = await verifyFile(archived[0]?.file ?? '', { keys, signatures: null });
      expect(file).toMatchObject({
        entries: archived[0]?.entries,
        fileDigest: found.archived[0]?.fileDigest,
        faults: { listed: [] },
      });
      expect(await archiveBefore(database.auditorUrl, options, () => undefined)).toEqual([]);

      await exportTrail(database.auditorUrl, join(folder, 'rest.ndjson'), wholeTrail, keys);
      expect((await verifyFile(join(folder, 'rest.ndjson'), { keys, signatures: null })).faults.listed).toEqual([]);
      await pastTriggers(database.adminUrl, (db) => db.query(`UPDATE audit.archives SET entries = entries + 1`));
      expect((await verifyDatabase(database.auditorUrl, { keys, signatures: null })).faults.count).toBe(2);
    } finally {
      await database.drop();
    }
  });

  it('is at least 366 days old, for any caller', async () => {
    const now = new Date('2026-03-02T15:00:00Z');
    expect(() => {
      requireOldEnough('2025-03', now);
    }).not.toThrow();
    expect(() => {
      requireOldEnough('2025-04', now);
    }).toThrow(/366 days/);
    expect(() => {
      requireOldEnough('last year', now);
    }).toThrow(/takes a month/);
    for (const url of [base.auditorUrl, base.ownerUrl, base.adminUrl]) {
      await expect(
        pgQuery(url, `SELECT audit.archive(date_trunc('month', now() - interval '11 months')::date, 0, '\\x00')`),
      ).rejects.toMatchObject({
        code: '42501',
        message: expect.stringContaining('366 days'),
      });
    }
    await expect(
      pgQuery(base.auditorUrl, `SELECT audit.archive(to_date('${oldest}', 'YYYY-MM'), 1, '\\x00')`),
    ).rejects.toMatchObject({ message: expect.stringContaining('entries, and the file 1') });
  });
});

describe('the trail commands', () => {
  it('sign and verify in their own processes, and state a finding in a sentence', async () => {
    await copied(async ({ adminUrl, auditorUrl, signerUrl }) => {
      const data = await mkdtemp(join(tmpdir(), 'tracker-commands-'));
      const environment = { DATA_DIRECTORY: data, DATABASE_AUDITOR_URL: auditorUrl, DATABASE_SIGNER_URL: signerUrl };
      await pastTriggers(adminUrl, (db) => db.query('TRUNCATE audit.signatures'));

      const unsigned = await command('verify', [], environment);
      const signing = await command('sign', ['--once'], environment);
      const signatures = join(data, 'signatures', 'signatures.jsonl');
      const [whole, missing, nowhere, wrong, young] = await Promise.all([
        command('verify', ['--signatures', signatures, '--export', join(data, 'trail.ndjson.gz')], environment),
        command('verify', ['--signatures', join(data, 'no-such.jsonl')], environment),
        command('verify', [], { DATA_DIRECTORY: data }),
        command('verify', ['--nothing'], environment),
        command('archive', ['--before', new Date().toISOString().slice(0, 7)], environment),
      ]);
      await pastTriggers(adminUrl, (db) => db.query(`UPDATE audit.entries SET reason = 'a secret' WHERE seq = 10`));
      await chmod(join(data, 'signatures', 'signing.key'), 0o644);
      const [offline, broken, openKey] = await Promise.all([
        command('verify', ['--from', join(data, 'trail.ndjson.gz')], { DATA_DIRECTORY: data }),
        command('verify', [], environment),
        command('sign', ['--once'], environment),
      ]);

      expect(unsigned).toMatchObject({
        code: 0,
        output: expect.stringContaining('No process signs the trail: there is no signature at all'),
      });
      expect(signing).toMatchObject({
        code: 0,
        output: expect.stringMatching(/BEGIN PUBLIC KEY[^]*The signer signed 61 chains\./),
      });
      expect((await stat(signatures)).mode & 0o777).toBe(0o600);
      expect(whole).toMatchObject({ code: 0, output: expect.stringContaining('The trail is whole: 900 entries') });
      expect(offline).toMatchObject({ code: 0, output: expect.stringContaining('with the keys in the file itself') });
      expect(broken).toMatchObject({ code: 1, output: expect.stringContaining('THE TRAIL IS NOT WHOLE: 1 faults') });
      expect(broken.output).not.toContain('a secret');
      expect(openKey).toMatchObject({ code: 1, output: expect.stringContaining('Other users may read the key') });
      expect(missing).toMatchObject({
        code: 2,
        output: expect.stringMatching(
          /^The trail could not be verified\. The file of signatures cannot be read: ENOENT.+\n$/,
        ),
      });
      expect(nowhere).toMatchObject({ code: 2, output: expect.stringContaining('Set DATABASE_AUDITOR_URL') });
      expect(wrong).toMatchObject({ code: 2, output: expect.stringContaining('--export FILE') });
      expect(young).toMatchObject({ code: 1, output: expect.stringContaining('366 days') });
      await rm(data, { recursive: true });
    });
  });

  it('sign until a signal stops them, and stop before their next round', async () => {
    const data = await mkdtemp(join(tmpdir(), 'tracker-commands-'));
    const child = await started('sign', [], { DATA_DIRECTORY: data, DATABASE_SIGNER_URL: base.signerUrl });
    for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('The signer signed')) break;

    const asked = performance.now();
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];

    expect(code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(roundMs);
    await rm(data, { recursive: true });
  });
});

async function pgQuery(connectionString: string, statement: string): Promise<void> {
  const db = new pg.Client({ connectionString });
  await db.connect();
  try {
    await db.query(statement);
  } finally {
    await db.end();
  }
}

async function started(name: string, parameters: readonly string[], environment: Readonly<Record<string, string>>) {
  const main = await transpiled(`src/commands/audit-${name}.command.js`);
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'], ...environment };
  return spawn(process.execPath, ['--no-warnings', main, ...parameters], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function command(
  name: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ code: number | null; output: string }> {
  const child = await started(name, parameters, environment);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}
