import { appendFile, cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  computeAttestationDigest,
  formatRestoreAttestation,
  parseRestoreAttestation,
  parseRestoreRequest,
  signRestoreApproval,
  signRestoreRequest,
  type RestoreAttestation,
  type RestoredChain,
} from '../../src/audit/chain/restore-attestations.js';
import { listPublicKeyFiles, loadSignatureKey } from '../../src/audit/chain/signing-keys.js';
import { trackerDatabase, urlOfDatabase } from '../../src/platform/database/database-roles.js';
import { pastTriggers } from '../audit/forged-trail.js';
import { runTracker } from '../support/command.js';
import type { GivenAccount } from '../support/given.js';
import { times } from '../support/times.js';
import { until } from '../support/until.js';
import type { Ended } from '../support/tracker-process.js';
import {
  newFolder,
  readShownCommands,
  removeFolder,
  startSite,
  writeKeys,
  type RecoverySite,
} from './recovery-site.js';

/** Complaints after the attestation. The acceptance of the issue names 300. */
const later = times('RESTORED_COMPLAINTS', { api: 20, long: 300 });

let folder: string;
let keys: Record<string, string>;
/** Installation that was restored from a backup before the last signatures. */
let site: RecoverySite;
let signatures: string;
/** Backup from which the installation was restored. */
let backup: string;
/** Public key of the first person. */
let restoreKeyFile: string;
/** Account that logs all complaints, so that all of them are in one chain. */
let by: GivenAccount;
const directories: string[] = [];

beforeAll(async () => {
  folder = await newFolder();
  directories.push(join(folder, 'first'), join(folder, 'restored'), join(folder, 'again'));
  restoreKeyFile = join(folder, 'restore.public.pem');
  keys = await writeKeys(join(folder, 'keys'));
  const [first = '', restored = ''] = directories;
  const original = await startSite(first, keys);
  ({ by } = await original.given.complaint());
  await log(original, 2);
  await sign(original);
  const backups = join(folder, 'backups');
  await original.run(['backup', '--to', backups]);
  backup = join(backups, (await readdir(backups))[0] ?? '');
  await logInLinks(original, 2);
  await sign(original);
  await original.stop();
  await runTracker(restored, ['restore', '--from', backup], keys);
  await cp(join(first, 'signatures'), join(restored, 'signatures'), { recursive: true });
  signatures = join(restored, 'signatures', 'signatures.jsonl');
  site = await startSite(restored, keys);
});
afterAll(async () => {
  await site.stop();
  await removeFolder(folder, directories);
});

async function log({ given }: RecoverySite, complaints: number): Promise<void> {
  for (let number = 0; number < complaints; number += 1) await given.complaint({ by });
}

/** Logs complaints, each in a link of its own. */
async function logInLinks(at: RecoverySite, complaints: number): Promise<void> {
  for (let number = 0; number < complaints; number += 1) {
    await log(at, 1);
    await until(async () => (await at.tracker.sql('SELECT FROM audit.unlinked_entries LIMIT 1')).length === 0);
  }
}

async function sign(at: RecoverySite): Promise<void> {
  expect(await at.run(['audit:sign', '--once'])).toMatchObject({ code: 0, err: '' });
}

const verify = (...args: string[]): Promise<Ended> => site.run(['audit:verify', '--signatures', signatures, ...args]);

/** Verifies after a manipulation with all rights, and takes it back. */
async function verifyAfter(...statements: string[]): Promise<Ended> {
  const tables = ['entries', 'unlinked_entries', 'links', 'heads', 'signatures'];
  const url = urlOfDatabase(site.urls.adminUrl, trackerDatabase);
  await pastTriggers(url, (db) =>
    db.query(
      ['CREATE SCHEMA kept', ...tables.map((name) => `CREATE TABLE kept.${name} AS TABLE audit.${name}`)].join(';'),
    ),
  );
  try {
    await pastTriggers(url, (db) => db.query(statements.join(';')));
    return await verify();
  } finally {
    const restore = tables.map(
      (name) => `DELETE FROM audit.${name}; INSERT INTO audit.${name} SELECT * FROM kept.${name}`,
    );
    await pastTriggers(url, (db) => db.query([...restore, 'DROP SCHEMA kept CASCADE'].join(';')));
  }
}

/** Verifies with another text of the signer's file. */
async function verifyWith(change: (text: string) => string): Promise<Ended> {
  const file = join(folder, `changed-${Math.random().toString(16).slice(2)}.jsonl`);
  await writeFile(file, change(await readFile(signatures, 'utf8')));
  return site.run(['audit:verify', '--signatures', file]);
}

/** Returns the arguments of a command that the page shows, with the file of this spec. */
async function shown(act: 'request' | 'approve' | 'confirm', digest = ''): Promise<string[]> {
  const command = (await readShownCommands()).find(
    ([name, option, ...more]) =>
      name === 'audit:restore' &&
      option === `--${act === 'request' ? act : 'approve'}` &&
      more.includes('--confirm') === (act === 'confirm'),
  );
  return (command ?? []).map((part) =>
    part
      .replace('/var/backups/restore.json', join(folder, 'request.json'))
      .replace('DIGEST', digest)
      .replace('/var/backups/restore.public.pem', restoreKeyFile),
  );
}

/** Writes the public key that the request prints into the file that the page names. */
async function request(): Promise<Ended> {
  const ended = await site.run(await shown('request'));
  const [publicKey] = /-----BEGIN PUBLIC KEY-----[^]+-----END PUBLIC KEY-----/.exec(ended.out) ?? [''];
  await writeFile(restoreKeyFile, publicKey);
  return ended;
}

/** Approves the request after it was shown. */
async function approve(environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const { out } = await site.run(await shown('approve'));
  const digest = /--confirm ([0-9a-f]{64})$/m.exec(out)?.[1] ?? '';
  return site.run(await shown('confirm', digest), environment);
}

describe('a trail that was cut by a restore', () => {
  it('is not whole while nobody has attested the restore', async () => {
    const { code, out } = await verify();

    expect(code).toBe(1);
    expect(out).toMatch(/it ends at link \d+, and link \d+ was signed/);
  });

  it('is not whole either when the signer has run on it, past the links that were lost', async () => {
    await logInLinks(site, 3);
    await sign(site);

    const { code, out } = await verify();

    expect(code).toBe(1);
    expect(out).toMatch(/link \d+: it was signed with another hash/);
  });

  it('is not attested in production without a restore key', async () => {
    expect(await site.run(await shown('request'), { NODE_ENV: 'production' })).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('There is no key'),
    });
  });

  it.each<[string, (chain: RestoredChain) => Partial<RestoredChain>]>([
    ['a link with another hash', () => ({ hash: 'a'.repeat(64) })],
    ['a link that the trail does not have', ({ position }) => ({ position: position + 100 })],
    ['no link', () => ({ position: 0 })],
  ])('is not attested by a request that names %s as the end of a chain', async (_what, change) => {
    await request();
    const file = join(folder, 'request.json');
    const requested = parseRestoreRequest(await readFile(file, 'utf8'));
    if (!requested) throw new Error('The file has no request');
    const key = await loadSignatureKey(join(site.directory, 'restore-key', 'restore.key'), false);
    const chains = requested.chains.map((one) => (one.chain === chain() ? { ...one, ...change(one) } : one));
    await writeFile(file, JSON.stringify(signRestoreRequest({ ...requested, chains }, key)));

    expect(await site.run(await shown('approve'))).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('The request does not describe this trail'),
    });
  });

  it('is not attested over a syslog that could cut the line off', async () => {
    const long = (await shown('request')).map((part) => (part.startsWith('Disk') ? part.repeat(250) : part));
    expect(await site.run(long)).toMatchObject({ code: 0 });
    const approved = await approve({ SIGN_SYSLOG: 'udp://127.0.0.1:9' });
    const url = urlOfDatabase(site.urls.adminUrl, trackerDatabase);
    const { rows } = await pastTriggers(url, (db) =>
      db.query(`SELECT FROM audit.entries WHERE action = 'trail.restored'`),
    );

    expect(approved).toMatchObject({ code: 1, err: expect.stringContaining('a syslog may cut it off after 8192') });
    expect(rows).toEqual([]);
  });

  it('is attested by two persons with two keys, and by no one person', async () => {
    const requested = await request();
    const alone = await site.run([...(await shown('approve')), '--person', ' dana  reyes ']);
    const read = await site.run(await shown('approve'));
    const other = await site.run(await shown('confirm', 'a'.repeat(64)));
    const unsigned = await approve({ SIGN_KEY_FILE: join(folder, 'none.key') });
    const before = await verify();

    expect(requested).toMatchObject({ code: 0, err: '' });
    expect(requested.out).toMatch(
      /chain [0-9a-f-]{36}: links up to (\d+) of \1 are attested, and 1 signatures up to link \d+ do not fit/,
    );
    expect((await stat(join(folder, 'request.json'))).mode & 0o777).toBe(0o644);
    expect(alone).toMatchObject({ code: 1, out: '', err: expect.stringContaining('cannot approve it') });
    expect(read).toMatchObject({ code: 0, err: '' });
    expect(read.out).toMatch(/^Dana Reyes requested this on \S+ with the restore key [0-9a-f]{32}\./);
    expect(read.out).toContain('The reason is: Disk of the server lost on Monday');
    expect(read.out).toMatch(/The signatures from \S+Z to \S+Z are of the branch/);
    expect(read.out).toContain('Nothing was changed');
    expect(other).toMatchObject({ code: 1, out: '', err: expect.stringContaining('has another digest') });
    expect(unsigned).toMatchObject({ code: 1, out: '', err: expect.stringContaining('There is no key') });
    expect(before.code).toBe(1);
    expect(await attestationsIn(signatures)).toEqual([]);
    expect(await approve()).toMatchObject({ code: 0, err: '' });
  });

  it('is whole with the attestation, which the report names, also after further complaints and signatures', async () => {
    const attested = await verify();
    await log(site, later);
    await sign(site);
    const grown = await verify();

    for (const { code, out } of [attested, grown]) {
      expect(out).toContain('The trail is whole');
      expect(out).toMatch(
        /The trail was restored: Dana Reyes requested it with the restore key [0-9a-f]{32}, and Lee Cho approved it on \S+ \(Disk of the server lost on Monday\)/,
      );
      expect(out).toMatch(/restored to link \d+, and the signatures of links \d+ to \d+ are given up/);
      expect(code).toBe(0);
    }
    expect(await site.run(await shown('request'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('no restore to attest'),
    });
  });

  it('is whole in an export, which is verified without the database', async () => {
    const file = join(folder, 'trail.ndjson.gz');
    await verify('--export', file);

    const from = ['audit:verify', '--from', file, '--signatures', signatures];
    const { code, out } = await site.run([...from, '--restore-key', restoreKeyFile]);

    expect(out).toContain('Lee Cho approved it');
    expect(code).toBe(0);
    expect(await site.run(from)).toMatchObject({
      code: 1,
      out: expect.stringContaining('is not attested by a trusted restore key and a signing key'),
    });
  });

  it('is whole in production only with a restore key that is named', async () => {
    const production = { NODE_ENV: 'production' };
    const command = ['audit:verify', '--signatures', signatures];

    const unnamed = await site.run(command, production);
    const named = await site.run([...command, '--restore-key', restoreKeyFile], production);

    expect(unnamed).toMatchObject({
      code: 1,
      out: expect.stringContaining('is not attested by a trusted restore key and a signing key'),
    });
    expect(named).toMatchObject({ code: 0, out: expect.stringContaining('Lee Cho approved it') });
  });

  it('is whole for restore:verify with the restore key that it names', async () => {
    const command = ['restore:verify', '--signatures', signatures, '--restore-key'];
    const [signingKey = ''] = await listPublicKeyFiles(join(site.directory, 'signatures'));

    const other = await site.run([...command, signingKey]);
    const named = await site.run([...command, restoreKeyFile]);

    expect(other.code).not.toBe(0);
    expect(other.out).toContain('is not attested by a trusted restore key and a signing key');
    expect(named).toMatchObject({ code: 0, out: expect.stringContaining('Lee Cho approved it') });
  });
});

describe('after an attested restore', () => {
  it.each<[string, () => Promise<string>]>([
    ['a second cut', () => Promise.resolve('(SELECT max(position) FROM audit.links o WHERE o.chain = l.chain)')],
    ['a cut back to the link of the restore', async () => String((await restoredChain()).position + 1)],
  ])('%s is found', async (_what, first) => {
    const { code, out } = await verifyAfter(
      `CREATE TEMP TABLE gone AS SELECT * FROM audit.links l WHERE l.chain = '${chain()}' AND l.position >= ${await first()}`,
      `DELETE FROM audit.entries e USING gone g WHERE e.task_force_id = g.chain AND e.seq BETWEEN g.first_seq AND g.last_seq`,
      `DELETE FROM audit.links l USING gone g WHERE (l.chain, l.position) = (g.chain, g.position)`,
      `DELETE FROM audit.signatures s USING gone g WHERE (s.chain, s.position) = (g.chain, g.position)`,
      `UPDATE audit.heads h SET (position, at, transaction, first_seq, last_seq, entries, digest, hash) =
         (SELECT l.position, l.at, l.transaction, l.first_seq, l.last_seq, l.entries, l.digest, l.hash FROM audit.links l
           WHERE l.chain = h.chain ORDER BY l.position DESC LIMIT 1) WHERE h.chain = '${chain()}'`,
    );

    expect(code).toBe(1);
    expect(out).toMatch(/^THE TRAIL IS NOT WHOLE: 1 faults/);
    expect(out).toMatch(new RegExp(`^  chain ${chain()}: it ends at link \\d+, and link \\d+ was signed\\.$`, 'm'));
  });

  it('an edited entry from before it is found', async () => {
    const { code, out } = await verifyAfter(
      `UPDATE audit.entries SET reason = 'another' WHERE seq = (SELECT min(seq) FROM audit.entries)`,
    );

    expect(code).toBe(1);
    expect(out).toContain('an entry is not what it was');
  });

  it('an attestation without its entry is a fault', async () => {
    const { code, out } = await verifyAfter(`DELETE FROM audit.entries WHERE action = 'trail.restored'`);

    expect(code).toBe(1);
    expect(out).toContain('is attested, and no entry of the trail says so');
  });

  it.each<[string, (text: string) => string]>([
    ['that was removed', (text) => text.replace(/^\{"restore".*\n/m, '')],
    ['with another person', (text) => text.replace('"approvedBy":"Lee Cho"', '"approvedBy":"Kim Park"')],
    ['with another reason', (text) => text.replace('Monday', 'Sunday')],
  ])('an attestation %s excuses nothing', async (_how, change) => {
    const { code, out } = await verifyWith(change);

    expect(code).toBe(1);
    expect(out).toMatch(/was signed/);
  });

  it('an attestation whose two signatures are by one key excuses nothing', async () => {
    const key = await loadSignatureKey(join(site.directory, 'signatures', 'signing.key'), false);
    const { chains, supersedes } = await attestationIn(signatures);
    const alone = signRestoreApproval(
      signRestoreRequest(
        { chains, supersedes, reason: 'none', requestedBy: 'A', requestedAt: '2026-11-29T00:00:00.000Z' },
        key,
      ),
      { approvedBy: 'B', approvedAt: '2026-11-29T00:00:00.000Z' },
      key,
    );
    const file = join(folder, 'alone.jsonl');
    await cp(signatures, file);
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^\{"restore".*\n/m, ''));
    await appendFile(file, `${formatRestoreAttestation(alone)}\n`);

    const publicKey = join(site.directory, 'signatures', `${key.id}.public.pem`);
    const { code, out } = await site.run(['audit:verify', '--signatures', file, '--restore-key', publicKey]);

    expect(code).toBe(1);
    expect(out).toContain('is not attested by a trusted restore key and a signing key');
  });
});

describe('a restore from the same backup after an attested one', () => {
  beforeAll(async () => {
    await site.stop();
    const [, restored = '', again = ''] = directories;
    await runTracker(again, ['restore', '--from', backup], keys);
    for (const kept of ['signatures', 'restore-key'])
      await cp(join(restored, kept), join(again, kept), { recursive: true });
    signatures = join(again, 'signatures', 'signatures.jsonl');
    site = await startSite(again, keys);
  });

  it('is attested with the digest of the earlier attestation, which it supersedes', async () => {
    const before = await verify();
    const earlier = computeAttestationDigest(await attestationIn(signatures));

    const requested = await request();
    const approved = await approve();
    await log(site, 2);
    await sign(site);
    const { code, out } = await verify();

    expect(before.code).toBe(1);
    expect(before.out).toContain('is attested, and no entry of the trail says so');
    expect(requested).toMatchObject({ code: 0, err: '' });
    expect(requested.out).toContain('The trail lacks the entries of 1 earlier attestations, which are superseded.');
    expect(approved).toMatchObject({ code: 0, err: '' });
    expect((await attestationsIn(signatures)).at(-1)?.supersedes).toEqual([earlier]);
    expect(out).toContain('The trail is whole');
    expect(out).toContain('It supersedes 1 earlier attestations');
    expect(code).toBe(0);
  });
});

function chain(): string {
  return by.taskForceId ?? '';
}

async function restoredChain(): Promise<RestoredChain> {
  const found = (await attestationIn(signatures)).chains.find((one) => one.chain === chain());
  if (!found) throw new Error('The chain was not restored');
  return found;
}

async function attestationIn(file: string): Promise<RestoreAttestation> {
  const [found] = await attestationsIn(file);
  if (!found) throw new Error('The file has no attestation');
  return found;
}

async function attestationsIn(file: string): Promise<RestoreAttestation[]> {
  return (await readFile(file, 'utf8')).split('\n').flatMap((line) => parseRestoreAttestation(line) ?? []);
}
