import { createHash, randomBytes } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { archiveBefore } from '../../src/audit/chain/archive.js';
import { archiveFileName } from '../../src/audit/chain/archive-check.js';
import { parseArchiveSignature, type ArchiveSignature } from '../../src/audit/chain/archive-signatures.js';
import { wholeTrail, exportTrail } from '../../src/audit/chain/export-file.js';
import { getExitCode, formatReport, type Findings } from '../../src/audit/chain/verification-findings.js';
import { listPublicKeyFiles, readPublicKeys, loadSignatureKey } from '../../src/audit/chain/signing-keys.js';
import { createFileSink } from '../../src/audit/chain/signature-sinks.js';
import { HeadSigner } from '../../src/audit/chain/head-signer.js';
import { parseHeadSignature, type HeadSignature, type TrustedKeys } from '../../src/audit/chain/head-signatures.js';
import { verifyDatabase } from '../../src/audit/chain/verify-database.js';
import { verifyExport } from '../../src/audit/chain/verify-export.js';
import { urlOfDatabase } from '../../src/platform/database/database-roles.js';
import { specDatabase, type SpecDatabase } from '../support/databases.js';
import { forgeTrail, pastTriggers } from './forged-trail.js';

/** A trail that began 14 months ago: its first month can be archived, and the last month cannot. */
const began = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - 14, 10));
const oldest = began.toISOString().slice(0, 7);
const young = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - 1)).toISOString().slice(0, 7);
const afterOldest = new Date(Date.UTC(began.getUTCFullYear(), began.getUTCMonth() + 1)).toISOString().slice(0, 7);
const signatureFile = 'signatures.jsonl';

let folder: string;
let base: SpecDatabase;
let keys: TrustedKeys;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tracker-archives-'));
  base = await specDatabase();
  await forgeTrail(base.adminUrl, 300, began.toISOString(), '33 hours');
  await signHeads(base, signatureFile);
  keys = await readPublicKeys(await listPublicKeyFiles(folder));
});
afterAll(async () => {
  await base.drop();
  await rm(folder, { recursive: true });
});

describe('the verifier on a correctly archived month', () => {
  it('cannot decide without its file or the signature of its archive, and can with both', async () => {
    await copied(async (database) => {
      const archive = await archived(database);

      const unsigned = await found(database, archive);
      const signatures = await copySignatureFile(database);
      const whole = await found(database, archive, signatures);
      const withoutFile = await found(database, null, signatures);
      const elsewhere = await found(database, join(folder, 'nowhere'), signatures);

      expect(unsigned).toMatchObject({ missing: [], unsigned: [oldest], faults: { listed: [] } });
      expect(getExitCode(unsigned)).toBe(2);
      expect(whole).toMatchObject({ missing: [], unsigned: [], faults: { listed: [] } });
      expect(getExitCode(whole)).toBe(0);
      for (const one of [withoutFile, elsewhere]) {
        expect(one).toMatchObject({ missing: [oldest], faults: { listed: [] } });
        expect(getExitCode(one)).toBe(2);
        expect(formatReport(one, new Date())[0]).toMatch(/^No fault was found, and not everything could be checked/);
        expect(formatReport(one, new Date()).join('\n')).toContain(`The file of ${oldest} is not at hand`);
      }
    });
  });

  it('says the same of an export, and of one whose head claims an archive to hide entries', async () => {
    await copied(async (database) => {
      const archive = await archived(database);
      const signatures = await copySignatureFile(database);
      const [file, forged] = [join(folder, `${newName()}.ndjson`), join(folder, `${newName()}.ndjson`)];
      await exportTrail(database.auditorUrl, file, wholeTrail, keys);
      const lines = (await readFile(file, 'utf8')).split('\n');
      const head = JSON.parse(lines[0] ?? '') as { archived: { month: string }[] };
      head.archived.push({ ...head.archived[0], month: afterOldest });
      await writeFile(forged, [JSON.stringify(head), ...lines.slice(1)].join('\n'));

      const evidence = { keys, archive, signatures: signaturesIn(signatures) };
      expect(getExitCode(await verifyExport(file, evidence))).toBe(0);
      expect(getExitCode(await verifyExport(file, { keys, archive: null, signatures: null }))).toBe(2);
      expect(getExitCode(await verifyExport(forged, { keys, archive, signatures: null }))).not.toBe(0);
    });
  });
});

describe('a forged archive', () => {
  it('is detected where the month is too young, and the signer refuses to sign it', async () => {
    await copied(async (database) => {
      await forge(database, young);

      const after = await found(database, null);
      await expect(signHeads(database, `${newName()}.jsonl`)).rejects.toThrow(/before it was 366 days old/);

      expect(after.faults.listed).toContainEqual(`month ${young}: it was archived before it was 366 days old.`);
      expect(getExitCode(after)).toBe(1);
    });
  });

  it('is detected where no entry records the archiving', async () => {
    await copied(async (database) => {
      await pastTriggers(database.adminUrl, (db) =>
        db.query(
          `INSERT INTO audit.archives (month, entries, links, file_digest) VALUES (to_date($1, 'YYYY-MM'), 1, 1, '\\x00')`,
          [oldest],
        ),
      );

      const { faults, ...after } = await found(database, null);

      expect(faults.listed).toContainEqual(
        `month ${oldest}: it is said to be archived, and no entry of the trail says so.`,
      );
      expect(getExitCode({ ...after, faults })).toBe(1);
    });
  });

  it('is detected where a future date makes the month old enough', async () => {
    await copied(async (database) => {
      await pastTriggers(database.adminUrl, (db) =>
        db.query(
          `INSERT INTO audit.archives (month, entries, links, file_digest, archived_at)
           VALUES (to_date($1, 'YYYY-MM'), 1, 1, '\\x00', now() + interval '3 years')`,
          [young],
        ),
      );

      await expect(signHeads(database, `${newName()}.jsonl`)).rejects.toThrow(/before it was 366 days old/);
      expect(getExitCode(await found(database, null))).toBe(1);
    });
  });

  it('of an old month is never reported as intact without a file that fits the chain', async () => {
    await copied(async (database) => {
      const archive = join(folder, newName());
      await mkdir(archive);
      const file = join(archive, archiveFileName(oldest));
      await exportTrail(database.auditorUrl, file, monthOf(oldest), keys);
      const changed = gzipSync(
        gunzipSync(await readFile(file))
          .toString()
          .replaceAll('"investigator"', '"supervisor"'),
      );
      await forge(database, oldest, createHash('sha256').update(changed).digest('hex'));
      const signatures = await copySignatureFile(database);

      const without = await found(database, null, signatures);
      await writeFile(file, changed);
      const made = await found(database, archive, signatures);

      expect(without.faults.listed).toEqual([]);
      expect(getExitCode(without)).toBe(2);
      expect(made.faults.listed[0]).toContain(`month ${oldest}, its file: `);
      expect(getExitCode(made)).toBe(1);
    });
  });

  it('is detected where its links and file digest were made to fit each other', async () => {
    await copied(async (database) => {
      const archive = await archived(database);
      const other = await copied(async (another) => {
        await pastTriggers(another.adminUrl, (db) => db.query(`UPDATE audit.entries SET role = 'supervisor'`));
        await forgeLinks(another);
        const file = join(folder, `${newName()}.ndjson.gz`);
        await exportTrail(another.auditorUrl, file, monthOf(oldest), new Map());
        return file;
      });
      await copyFile(other, join(archive, archiveFileName(oldest)));

      const { faults } = await found(database, archive);

      expect(faults.listed).toContainEqual(expect.stringMatching(/link \d+ of its file is not that of the chain/));
      expect(faults.listed).toContainEqual(`month ${oldest}: its file is not the one that was archived.`);
    });
  });

  it('is detected where its file has another number of entries, or not all links', async () => {
    await copied(async (database) => {
      const archive = await archived(database);
      await pastTriggers(database.adminUrl, (db) => db.query('UPDATE audit.archives SET entries = entries + 1'));
      const more = await found(database, archive);
      const part = await copied(async (another) => {
        const file = join(folder, `${newName()}.ndjson.gz`);
        await exportTrail(another.auditorUrl, file, { ...monthOf(oldest), until: `${oldest}-20` }, keys);
        return file;
      });
      await copyFile(part, join(archive, archiveFileName(oldest)));
      const fewer = await found(database, archive);

      expect(more.faults.listed).toContainEqual(
        expect.stringMatching(/its file has \d+ entries, and \d+ were archived/),
      );
      expect(fewer.faults.listed).toContainEqual(expect.stringMatching(/: [1-9]\d* of its links are not in its file/));
    });
  }, 60_000);

  it('is detected by the signature where the table later names another file, or none', async () => {
    await copied(async (database) => {
      const archive = await archived(database);
      const signatures = await copySignatureFile(database);
      await pastTriggers(database.adminUrl, (db) =>
        db.query(`UPDATE audit.archives SET file_digest = decode(repeat('ab', 32), 'hex')`),
      );

      const changed = await found(database, archive, signatures);
      await pastTriggers(database.adminUrl, (db) =>
        db.query('DELETE FROM audit.archive_signatures; DELETE FROM audit.archives'),
      );
      const gone = await found(database, archive, signatures);

      expect(changed.faults.listed).toContainEqual(expect.stringContaining('signature of its archive is not right'));
      expect(gone.faults.listed).toContainEqual(`month ${oldest}: its archive is not what the signer signed.`);
    });
  });
});

async function signHeads({ signerUrl }: SpecDatabase, file: string): Promise<number> {
  const key = await loadSignatureKey(join(folder, 'signing.key'), true);
  return new HeadSigner(signerUrl, key, [createFileSink(join(folder, file))]).signOnce();
}

async function copySignatureFile(database: SpecDatabase): Promise<string> {
  const file = `${newName()}.jsonl`;
  await copyFile(join(folder, signatureFile), join(folder, file));
  await signHeads(database, file);
  return file;
}

async function* signaturesIn(file: string): AsyncGenerator<HeadSignature | ArchiveSignature> {
  for (const line of (await readFile(join(folder, file), 'utf8')).split('\n')) {
    const signature = parseHeadSignature(line) ?? parseArchiveSignature(line);
    if (signature) yield Promise.resolve(signature);
  }
}

function found({ auditorUrl }: SpecDatabase, archive: string | null, file = signatureFile): Promise<Findings> {
  return verifyDatabase(auditorUrl, { keys, signatures: signaturesIn(file), archive });
}

/** Archives the oldest month as the command does, and returns the folder of its file. */
async function archived({ auditorUrl }: SpecDatabase): Promise<string> {
  const archive = join(folder, newName());
  await archiveBefore(auditorUrl, { before: afterOldest, folder: archive, keys }, () => undefined);
  return archive;
}

/** Forges what audit.archive would reject: an act with its link, no entries, and a row of the table. */
async function forge({ adminUrl }: SpecDatabase, month: string, digest = 'ab'.repeat(32)): Promise<void> {
  const db = new pg.Client({ connectionString: adminUrl });
  await db.connect();
  const table = `entries_${month.replace('-', '_')}`;
  const drop = `ALTER TABLE audit.entries DETACH PARTITION audit.${table}; DROP TABLE audit.${table}`;
  await db.query('ALTER TABLE audit.archives DROP CONSTRAINT IF EXISTS archives_check');
  await db.query('BEGIN');
  await db.query(
    `INSERT INTO audit.archives (month, entries, links, file_digest)
     SELECT to_date($1, 'YYYY-MM'), coalesce(sum(entries), 0), count(*), decode($2, 'hex') FROM audit.links
      WHERE to_char(at AT TIME ZONE 'UTC', 'YYYY-MM') = $1`,
    [month, digest],
  );
  await db.query(
    `INSERT INTO audit.entries (role, action, source, became)
     SELECT 'tracker_auditor', 'trail.archived', 'archives',
            jsonb_build_object('month', month, 'entries', entries, 'links', links, 'file_digest', file_digest) FROM audit.archives`,
  );
  await db.query('COMMIT');
  await db.query(drop);
  await db.end();
}

async function forgeLinks({ adminUrl }: SpecDatabase): Promise<void> {
  const relinking = await readFile(new URL('./relink-trail.sql', import.meta.url), 'utf8');
  await pastTriggers(adminUrl, (db) => db.query(relinking));
}

function monthOf(month: string): { from: string; until: string } {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return { from: `${month}-01`, until: new Date(Date.UTC(year, number)).toISOString() };
}

function newName(): string {
  return randomBytes(6).toString('hex');
}

async function copied<T>(work: (database: SpecDatabase) => Promise<T>): Promise<T> {
  const name = `spec_${newName()}`;
  const admin = new pg.Client({ connectionString: urlOfDatabase(base.adminUrl, 'postgres') });
  await admin.connect();
  const statements = {
    make: `CREATE DATABASE ${name} TEMPLATE ${base.name} STRATEGY FILE_COPY OWNER tracker_owner`,
    grant: `GRANT CONNECT ON DATABASE ${name} TO tracker_signer, tracker_auditor`,
    drop: `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`,
  };
  try {
    await admin.query(statements.make);
    await admin.query(statements.grant);
    const [adminUrl = '', signerUrl = '', auditorUrl = ''] = [base.adminUrl, base.signerUrl, base.auditorUrl].map(
      (url) => urlOfDatabase(url, name),
    );
    return await work({ ...base, name, adminUrl, signerUrl, auditorUrl });
  } finally {
    await admin.query(statements.drop);
    await admin.end();
  }
}
