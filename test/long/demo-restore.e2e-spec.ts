import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listPublicKeyFiles } from '../../src/audit/chain/signing-keys.js';
import { findExpired, parseKeepPolicy, type StoredBackup } from '../../src/commands/backup-keep.js';
import { loadDemo } from '../../src/demo/load-demo.js';
import { Passwords } from '../../src/organization/accounts/passwords.js';
import { Config } from '../../src/platform/config/config.js';
import { namedVictim } from '../casework/vault-fixtures.js';
import { newFolder, removeFolder, startSite, writeKeys, type RecoverySite } from '../commands/recovery-site.js';
import { runTracker } from '../support/command.js';
import { figure } from '../support/figures.js';
import { secrets, stoppedAt } from '../support/tracker.js';

/** A quiet machine takes twelve seconds to restore and prove it. A busy one has an order of magnitude of room. */
const maxSeconds = 120;
const taskForces = 3;

let folder: string;
let keys: Record<string, string>;
let site: RecoverySite;
const directories: string[] = [];

beforeAll(async () => {
  folder = await newFolder();
  directories.push(join(folder, 'data'), join(folder, 'restored'));
  keys = await writeKeys(join(folder, 'keys'));
  site = await startSite(join(folder, 'data'), keys);
  await loadDemo({
    ownerUrl: site.urls.ownerUrl,
    accountsFile: join(folder, 'demo-accounts.json'),
    passwords: new Passwords(Config.parse({ NODE_ENV: 'test' }), secrets),
    now: stoppedAt,
    say: () => undefined,
  });
  for (let number = 0; number < taskForces; number += 1) {
    const complaint = await site.given.complaint();
    await namedVictim(site.given, await site.given.victim({ complaint }), { familyName: `Roe${number}` });
  }
  expect(await site.run(['audit:sign', '--once'])).toMatchObject({ code: 0, err: '' });
});
afterAll(async () => {
  await site.stop();
  await removeFolder(folder, directories);
});

/** Makes a backup each hour of November by a stopped clock, and returns how many the default policy keeps. */
function countKeptOfMonth(): number {
  const policy = parseKeepPolicy(Config.parse({ NODE_ENV: 'test' }).BACKUP_KEEP);
  let kept: StoredBackup[] = [];
  for (let hour = 0; policy !== null && hour < 30 * 24; hour += 1) {
    const takenAt = Date.UTC(2026, 10, 1, hour);
    kept.push({ name: `${hour}`, takenAt });
    const expired = new Set(findExpired(kept, policy, takenAt));
    kept = kept.filter((one) => !expired.has(one));
  }
  return kept.length;
}

async function sizeOfFolder(path: string): Promise<number> {
  const names = await readdir(path, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(path, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

describe('a backup of the signed demo', () => {
  it('is restored and proved unattended, with an identity of each key', async () => {
    const target = join(folder, 'backups');
    const seconds = async (work: () => Promise<unknown>): Promise<number> => {
      const began = performance.now();
      await work();
      return (performance.now() - began) / 1000;
    };
    const ran: { code: number | null; out: string }[] = [];
    const run = (directory: string, args: readonly string[]): Promise<number> =>
      seconds(async () => ran.push(await runTracker(directory, args, keys)));

    const backedUp = await run(site.directory, ['backup', '--to', target]);
    const from = join(target, (await readdir(target))[0] ?? '');
    const restored = await run(join(folder, 'restored'), ['restore', '--from', from]);
    const signatures = join(site.directory, 'signatures');
    const [publicKey = ''] = await listPublicKeyFiles(signatures);
    const evidence = ['--signatures', join(signatures, 'signatures.jsonl'), '--key', publicKey];
    const verified = await run(join(folder, 'restored'), ['restore:verify', '--from', from, ...evidence]);

    expect(ran.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(ran[0]?.out).toMatch(/It has 25,?[0-9]{3} complaints/);
    expect(ran[2]?.out).toContain('are those of the backup, byte for byte');
    expect(ran[2]?.out).toContain(`one identity of each of ${taskForces} was read`);
    expect(restored + verified).toBeLessThan(maxSeconds);
    figure('backup and restore', {
      'backup, seconds': backedUp.toFixed(1),
      'restore, seconds': restored.toFixed(1),
      'restore:verify, seconds': verified.toFixed(1),
    });
    const [all, kept] = [30 * 24, countKeptOfMonth()];
    const megabytes = (await sizeOfFolder(from)) / 2 ** 20;
    expect(kept).toBeLessThanOrEqual(36);
    figure('a month of hourly backups', {
      'one backup, MB': megabytes.toFixed(0),
      'backups that are made': all,
      'size of all, GB': ((megabytes * all) / 1024).toFixed(1),
      'backups that BACKUP_KEEP=24h,7d,5w keeps': kept,
      'size of those, GB': ((megabytes * kept) / 1024).toFixed(1),
    });
  });
});
