import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { signHead, formatHeadSignature } from '../../src/audit/chain/head-signatures.js';
import { listPublicKeyFiles, loadSignatureKey } from '../../src/audit/chain/signing-keys.js';
import { parseManifest, type Manifest } from '../../src/commands/backup-manifest.js';
import { trackerDatabase, urlOfDatabase } from '../../src/platform/database/database-roles.js';
import { Secrets } from '../../src/platform/secrets/secrets.js';
import { pastTriggers } from '../audit/forged-trail.js';
import { namedVictim } from '../casework/vault-fixtures.js';
import { startPostgres } from '../setup/start-postgres.js';
import { runTracker } from '../support/command.js';
import type { Ended } from '../support/tracker-process.js';
import { newFolder, readShownCommands, removeFolder, startSite, writeKeys } from './recovery-site.js';

let folder: string;
let keys: Record<string, string>;
/** Backup of a signed record, and the place to which it was restored. */
let backup: string;
let restored: string;
/** File and public key of the signer, which signed on after the backup. */
let signatures: string;
let publicKey: string;
/** File and public key of the signer of another installation. */
let otherSignatures: string;
let otherPublicKey: string;
let adminUrl: string;
let stopServer: () => Promise<unknown>;

beforeAll(async () => {
  folder = await newFolder();
  keys = await writeKeys(join(folder, 'keys'));
  const site = await startSite(join(folder, 'first'), keys);
  const complaint = await site.given.complaint();
  await namedVictim(site.given, await site.given.victim({ complaint }), { familyName: 'Roe' });
  const sign = (): Promise<Ended> => site.run(['audit:sign', '--once']);
  expect(await sign()).toMatchObject({ code: 0, err: '' });
  expect(await site.run(['backup', '--to', join(folder, 'backups')])).toMatchObject({ code: 0, err: '' });
  await site.given.complaint({ by: complaint.by });
  expect(await sign()).toMatchObject({ code: 0, err: '' });
  await site.stop();
  // The machine of the backup is lost, and the signer's file and public key are elsewhere.
  signatures = join(folder, 'signer.jsonl');
  publicKey = join(folder, 'signer.public.pem');
  await cp(join(site.directory, 'signatures', 'signatures.jsonl'), signatures);
  await cp((await listPublicKeyFiles(join(site.directory, 'signatures')))[0] ?? '', publicKey);
  await rm(join(site.directory, 'signatures'), { recursive: true });
  ({ file: otherSignatures, publicFile: otherPublicKey } = await signElsewhere());
  backup = join(folder, 'backups', (await readdir(join(folder, 'backups')))[0] ?? '');
  restored = join(folder, 'restored');
  expect(await runTracker(restored, ['restore', '--from', backup], keys)).toMatchObject({ code: 0, err: '' });
});
afterAll(async () => {
  await removeFolder(folder, [join(folder, 'first'), join(folder, 'restored')]);
});

/** Signs a chain as the signer of another installation. */
async function signElsewhere(): Promise<{ file: string; publicFile: string }> {
  const place = join(folder, 'elsewhere');
  const { id, key } = await loadSignatureKey(join(place, 'signing.key'), true);
  const head = { chain: 'b1b6a2a0-0000-4000-8000-000000000000', position: 3, hash: 'a'.repeat(64) };
  const file = join(place, 'signatures.jsonl');
  const signed = signHead({ ...head, signedAt: '2026-11-29T00:00:00.000Z', keyId: id }, key);
  await writeFile(file, `${formatHeadSignature(signed)}\n`);
  return { file, publicFile: join(place, `${id}.public.pem`) };
}

const verify = (
  more: readonly string[] = [],
  { from = backup, environment = keys }: { from?: string; environment?: Record<string, string> } = {},
): Promise<Ended> => runTracker(restored, ['restore:verify', '--from', from, ...more], environment);

/** Arguments of a verification that does not trust the backup for what proves it. */
const withSigner = (): string[] => ['--signatures', signatures, '--key', publicKey];

/** Copies the backup without its data, which a verification does not read, and edits the manifest of the copy. */
async function changedBackup(change: (manifest: Manifest) => object): Promise<string> {
  const copy = join(folder, `changed-${Math.random().toString(16).slice(2)}`);
  await cp(backup, copy, { recursive: true });
  const manifest = parseManifest(await readFile(join(copy, 'manifest.json'), 'utf8'));
  if (!manifest) throw new Error('The manifest is not valid');
  await writeFile(join(copy, 'manifest.json'), JSON.stringify(change(manifest)));
  return copy;
}

describe('a good restore of a signed record', () => {
  it('is whole for the command of the page, without a tracker, and names what came after the backup', async () => {
    const shown = (await readShownCommands()).find(([name]) => name === 'restore:verify') ?? [];
    const command = shown.map((part) =>
      part
        .replace(/^\/var\/backups\/tracker\/.+/, backup)
        .replace('/safe/signatures.jsonl', signatures)
        .replace('/safe/signer.public.pem', publicKey),
    );

    const { code, out, err } = await runTracker(restored, command, keys);

    expect(command).toEqual(expect.arrayContaining([backup, signatures, publicKey]));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/\d+ signatures of \S+Z to \S+Z are later than the backup\. What they signed is lost/);
    expect(out).not.toContain('public keys in the backup itself');
    expect(out).toContain('The restored database is whole.');
  });

  it('is whole without the files of the signer, by the public keys that the backup itself has', async () => {
    const { code, out, err } = await verify();

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('The signatures are checked with the public keys in the backup itself.');
    expect(out).toContain('The restored database is whole.');
  });

  it('can be attested before a tracker starts, and verified afterwards', async () => {
    const copy = join(folder, 'attested');
    await runTracker(copy, ['restore', '--from', backup], keys);
    await cp(join(folder, 'elsewhere'), join(copy, 'signatures'), { recursive: true });
    const evidence = ['--signatures', signatures, '--key', publicKey];
    const asked = ['--person', 'Dana Reyes', '--reason', 'Disk lost', ...evidence];
    const file = join(folder, 'request.json');

    const requested = await runTracker(copy, ['audit:restore', '--request', file, ...asked], keys);
    const shown = await runTracker(
      copy,
      ['audit:restore', '--approve', file, '--person', 'Lee Cho', ...evidence],
      keys,
    );
    const verified = await runTracker(copy, ['audit:verify', '--key', publicKey], keys);

    expect(requested).toMatchObject({ code: 0, err: '' });
    expect(shown).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Nothing was changed') });
    expect(verified).toMatchObject({ code: 0, err: '', out: expect.stringContaining('The trail is whole') });
    await removeFolder(join(folder, 'none'), [copy]);
  });
});

describe('what cannot be checked', () => {
  it.each<[string, () => Promise<Ended>, RegExp]>([
    [
      'signatures without a public key',
      async () => verify([], { from: await changedBackup((m) => ({ ...m, publicKeys: [] })) }),
      /^46 not-checked: No difference was found\. The signatures of the trail were not checked, because no public key is here\. Name it with --key\./,
    ],
    [
      "a signer's file without a signature",
      () => verify(['--signatures', join(backup, 'totals.ndjson'), '--key', publicKey]),
      /^46 not-checked: .+ has no signature\. Name the signer's file/,
    ],
    [
      "a signer's file that is not there",
      () => verify(['--signatures', join(folder, 'none.jsonl'), '--key', publicKey]),
      /^46 not-checked: The file of signatures cannot be read/,
    ],
    [
      'a public key that is not there',
      () => verify(['--key', join(folder, 'none.pem')]),
      /^46 not-checked: The public key cannot be read/,
    ],
    [
      'a public key that is none',
      () => verify(['--key', signatures]),
      /^46 not-checked: .+ has no public key\. Name the file/,
    ],
    [
      'totals and rows after a migration',
      async () => verify([], { from: await changedBackup((m) => ({ ...m, migration: 'Earlier1000000000000' })) }),
      /^46 not-checked: .+ was migrated after the restore.+ verify it before a tracker starts/,
    ],
  ])('has a code and a sentence of its own: %s', async (_what, run, sentence) => {
    const { code, err } = await run();

    expect(err).toMatch(sentence);
    expect(code).toBe(46);
  });
});

describe('another installation', () => {
  it.each<[string, () => Promise<Ended>, string]>([
    [
      "its signer's file",
      () => verify(['--signatures', otherSignatures, '--key', publicKey]),
      'No signature of the file',
    ],
    [
      'its public key',
      () => verify(['--key', otherPublicKey]),
      'No signature of the record is by the public key given',
    ],
    [
      'its backup',
      async () => verify([], { from: await changedBackup((m) => ({ ...m, installation: 'b'.repeat(64) })) }),
      'The database is of another installation than the backup',
    ],
    [
      'its keys',
      async () => verify([], { environment: await writeKeys(join(folder, 'other-keys'), Secrets.random()) }),
      'None of the keys here is one of the backup',
    ],
  ])('is recognized by %s', async (_what, run, sentence) => {
    const { code, err } = await run();

    expect(err).toContain(`43 other-installation: ${sentence}`);
    expect(code).toBe(43);
  });
});

describe('a restored record with a damage', () => {
  beforeAll(async () => {
    const postgres = startPostgres({ directory: restored, durable: false });
    const urls = await postgres.ready;
    adminUrl = urls.adminUrl;
    stopServer = () => postgres.stop();
    await onServer('CREATE DATABASE sound TEMPLATE tracker');
  });
  beforeEach(async () => {
    await onServer('DROP DATABASE tracker WITH (FORCE)');
    await onServer('CREATE DATABASE tracker TEMPLATE sound');
  });
  afterAll(() => stopServer());

  const cutOff = `
    CREATE TEMP TABLE gone AS SELECT * FROM audit.heads;
    DELETE FROM audit.entries e USING gone g WHERE coalesce(e.task_force_id, '00000000-0000-0000-0000-000000000000') = g.chain AND e.seq >= g.first_seq;
    DELETE FROM audit.signatures s USING gone g WHERE (s.chain, s.position) = (g.chain, g.position);
    DELETE FROM audit.links l USING gone g WHERE (l.chain, l.position) = (g.chain, g.position);
    DELETE FROM audit.heads;
    INSERT INTO audit.heads (chain, position, at, transaction, first_seq, last_seq, entries, digest, hash)
    SELECT DISTINCT ON (chain) chain, position, at, transaction, first_seq, last_seq, entries, digest, hash FROM audit.links ORDER BY chain, position DESC`;

  it.each<[string, string, RegExp]>([
    ['a lost row', 'DELETE FROM app.victims_identified', /app\.victims_identified has 0 rows, and the backup 1\./],
    [
      'another value in a row',
      `UPDATE app.complaints SET narrative = 'another' WHERE id = (SELECT min(id::text)::uuid FROM app.complaints)`,
      /app\.complaints has as many rows as the backup, and other contents\./,
    ],
    ['another total', `UPDATE tally.counts SET n = n + 1`, /\d+ counts of the ledger differ from a recount\./],
    [
      'an edited entry',
      `UPDATE audit.entries SET reason = 'another' WHERE seq = (SELECT min(seq) FROM audit.entries)`,
      /The trail is not whole\./,
    ],
    [
      'a link that is lost',
      `DELETE FROM audit.signatures WHERE position = 1; DELETE FROM audit.links WHERE position = 1`,
      /The trail is not whole\./,
    ],
    [
      'a trail whose end was cut off',
      cutOff,
      /\d+ chains of the trail do not have the link at which the backup ends\./,
    ],
    [
      'lost signatures',
      `DELETE FROM audit.signatures WHERE chain = (SELECT min(chain::text)::uuid FROM audit.signatures)`,
      /The trail has \d+ signatures, and the backup \d+\./,
    ],
    [
      'a changed signature',
      `UPDATE audit.signatures SET signature = sha512('another'::bytea)`,
      /The trail is not whole\./,
    ],
    [
      'an identity that cannot be decrypted',
      `UPDATE vault.encrypted_identities SET family_name = sha256('another'::bytea), wrapped_key = sha512('another'::bytea)`,
      /1 keys of the vault or their identities cannot be read\./,
    ],
  ])('is found: %s', async (_damage, statement, sentence) => {
    await pastTriggers(urlOfDatabase(adminUrl, trackerDatabase), (db) => db.query(statement));

    const { code, err } = await verify();

    expect(err).toMatch(/^45 restore-differs: /);
    expect(err).toMatch(sentence);
    expect(code).toBe(45);
  });

  it("is found: a changed line of the signer's file", async () => {
    const file = join(folder, 'changed.jsonl');
    await writeFile(file, (await readFile(signatures, 'utf8')).replace(/"hash":"[0-9a-f]{8}/, '"hash":"00000000'));

    const { code, err } = await verify(['--signatures', file, '--key', publicKey]);

    expect(err).toMatch(/^45 restore-differs: The trail is not whole\./);
    expect(code).toBe(45);
  });

  it('is found: totals of the backup that were changed', async () => {
    const copy = await changedBackup((manifest) => manifest);
    const file = join(copy, 'totals.ndjson');
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace(/\d/, (digit) => String((Number(digit) + 1) % 10)),
    );

    const { code, err } = await verify(withSigner(), { from: copy });

    expect(err).toMatch(/^42 damaged-backup: The file totals\.ndjson of the backup is not the one that was written/);
    expect(code).toBe(42);
  });
});

async function onServer(statement: string): Promise<void> {
  await pastTriggers(urlOfDatabase(adminUrl, 'postgres'), (db) => db.query(statement));
}
