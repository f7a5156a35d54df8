import { createHash, randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parseManifest, type Manifest } from '../../src/commands/backup-manifest.js';
import { runTracker } from '../support/command.js';
import type { Ended } from '../support/tracker-process.js';
import { until } from '../support/until.js';
import { newFolder, removeFolder, startSite, writeKeys, type RecoverySite } from './recovery-site.js';

const execute = promisify(execFile);
const hourMs = 3_600_000;

let folder: string;
let site: RecoverySite;
let manifest: Manifest;
let isMounted: boolean;
/** Disk of 64 MB. */
let disk: string;

beforeAll(async () => {
  folder = await newFolder();
  disk = join(folder, 'disk');
  await mkdir(disk);
  isMounted = await mount('size=64m');
  site = await startSite(join(folder, 'data'), await writeKeys(join(folder, 'keys')));
  await site.given.complaint();
  const first = join(folder, 'first');
  expect(await backUp(first)).toMatchObject({ code: 0, err: '' });
  const text = await readFile(join(first, (await readdir(first))[0] ?? '', 'manifest.json'), 'utf8');
  const parsed = parseManifest(text);
  if (!parsed) throw new Error('The manifest is not valid');
  manifest = parsed;
});
afterAll(async () => {
  if (isMounted) await execute('umount', ['--lazy', disk]).catch(() => undefined);
  await site.stop();
  await removeFolder(folder, [join(folder, 'data')]);
});

const backUp = (target: string, environment: Record<string, string> = {}): Promise<Ended> =>
  site.run(['backup', '--to', target], environment);

async function mount(options: string): Promise<boolean> {
  return execute('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]).then(
    () => true,
    () => false,
  );
}

/** Writes a complete backup of an instant, with one file of a size. Returns its name. */
async function writeBackup(
  target: string,
  takenAt: number,
  { bytes = 10, ...change }: { bytes?: number } & Partial<Manifest> = {},
): Promise<string> {
  const instant = new Date(takenAt).toISOString();
  const name = `tracker-${instant.replaceAll(/[:.]/g, '-')}`;
  const content = randomBytes(bytes);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const files = [{ path: 'totals.ndjson', size: bytes, sha256 }];
  await mkdir(join(target, name), { recursive: true });
  await writeFile(join(target, name, 'totals.ndjson'), content);
  await writeFile(
    join(target, name, 'manifest.json'),
    JSON.stringify({ ...manifest, takenAt: instant, files, ...change }),
  );
  return name;
}

const backupsIn = async (target: string): Promise<string[]> =>
  (await readdir(target)).filter((name) => name.startsWith('tracker-')).toSorted();

async function recordedFacts(): Promise<Record<string, number> | null> {
  const rows = await site.tracker.sql<{ facts: Record<string, number> | null }>(
    `SELECT facts FROM app.job_runs WHERE job = 'backup'`,
  );
  return rows[0]?.facts ?? null;
}

describe('a folder of backups', () => {
  it('has at most 36 of a month of hourly backups, and everything of others', async () => {
    const target = join(folder, 'month');
    const now = Date.now();
    for (let hour = 720; hour > 0; hour -= 1) await writeBackup(target, now - hour * hourMs);
    const others = [
      await writeBackup(target, now - 3000 * hourMs, { installation: 'b'.repeat(64) }),
      await writeBackup(target, now - 3001 * hourMs, { files: manifest.files }),
      'tracker-2020-01-01T00-00-00-000Z',
      'tracker-2020-01-02T00-00-00-000Z',
      'notes',
      'tracker-2020-01-03T00-00-00-000Z.partial',
    ];
    await mkdir(join(target, 'tracker-2020-01-01T00-00-00-000Z'));
    await symlink(join(folder, 'first'), join(target, 'tracker-2020-01-02T00-00-00-000Z'));
    await writeFile(join(target, 'notes'), 'of another');
    await mkdir(join(target, 'tracker-2020-01-03T00-00-00-000Z.partial'));
    await mkdir(join(target, 'tracker-2020-01-04T00-00-00-000Z.partial'));
    await utimes(join(target, 'tracker-2020-01-04T00-00-00-000Z.partial'), 0, 0);

    const { code, out, err } = await backUp(target);

    const left = await readdir(target);
    const own = left.filter((name) => !others.includes(name));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(own.length).toBeLessThanOrEqual(36);
    expect(own.length).toBeGreaterThan(30);
    expect(left).toEqual(expect.arrayContaining(others));
    expect(out).toMatch(/BACKUP_KEEP removed 6\d\d older backups/);
    expect(out).toContain('2020-01-04T00-00-00-000Z.partial of an interrupted backup was removed');
    expect(out).toContain(`${own.length} backups use`);
    expect(await recordedFacts()).toEqual({
      kept: own.length,
      keptBytes: expect.any(Number),
      newestBytes: expect.any(Number),
      freeBytes: expect.any(Number),
    });
  });

  it('keeps all with BACKUP_KEEP=all, and takes no other word', async () => {
    const target = join(folder, 'all');
    const names = [await writeBackup(target, 1000), await writeBackup(target, 2000)];

    const ended = await backUp(target, { BACKUP_KEEP: 'all' });
    const wrong = await backUp(target, { BACKUP_KEEP: 'forever' });

    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(await backupsIn(target)).toEqual(expect.arrayContaining(names));
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('BACKUP_KEEP must be all, or numbers of hours, days and weeks such as 24h,7d,5w');
  });

  it('loses nothing to a backup that fails', async () => {
    const target = join(folder, 'failed');
    const names = [await writeBackup(target, 1000), await writeBackup(target, 2000)];

    const ended = await backUp(target, { BACKUP_KEEP: '1h', DATABASE_ADMIN_URL: site.urls.ownerUrl });

    expect(ended).toMatchObject({ code: 44 });
    expect(await backupsIn(target)).toEqual(names);
  });

  it('keeps backups of a time to come when the clock went back, and says so', async () => {
    const target = join(folder, 'back');
    const later = [1, 2, 3].map((hour) => Date.now() + hour * hourMs);
    const names = await Promise.all(later.map((takenAt) => writeBackup(target, takenAt)));
    const past = await writeBackup(target, Date.now() - 5 * hourMs);

    const { code, out } = await backUp(target, { BACKUP_KEEP: '2h' });

    expect(code).toBe(0);
    expect(out).toContain('3 backups are of a time to come, because the clock was set back. They are kept.');
    expect(await backupsIn(target)).toEqual(expect.arrayContaining([...names, past]));
    expect(await backupsIn(target)).toHaveLength(5);
  });

  it('that is empty although the last run left backups is named, as one whose disk is not mounted', async () => {
    const ended = await backUp(join(folder, 'first'), { BACKUP_KEEP: 'all' });
    const moved = await backUp(join(folder, 'empty'));

    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).not.toContain('see whether it is mounted');
    expect(moved).toMatchObject({ code: 0, err: '' });
    expect(moved.out).toMatch(
      /The last run left \d+ backups, and \S+empty has none of them\..+ see whether it is mounted/,
    );
  });

  it('that is a file is refused', async () => {
    await writeFile(join(folder, 'file'), '');

    const ended = await backUp(join(folder, 'file'));

    expect(ended).toMatchObject({ code: 48, out: '' });
    expect(ended.err).toMatch(/^48 unusable-folder: .+ is a file/);
  });

  it('says of the embedded database what is lost with its disk', async () => {
    const { out } = await backUp(join(folder, 'first'));

    expect(out).toContain('with a backup each hour up to an hour');
    expect(out).toContain('The backups are on the disk of the database and are lost with it.');
  });
});

describe('a backup on a disk of 64 MB', () => {
  beforeEach(async () => {
    if (isMounted) for (const name of await readdir(disk)) await rm(join(disk, name), { recursive: true });
  });

  /** Runs a test where a disk can be mounted. */
  const onDisk = (name: string, test: () => Promise<void>): void => {
    it(name, async () => {
      if (isMounted) await test();
      else process.stderr.write('Skipped: this user may not mount a small disk.\n');
    });
  };

  onDisk('is refused before it begins if the disk has too little space, and leaves the others', async () => {
    const name = await writeBackup(disk, Date.now() - hourMs, { bytes: 40 * 2 ** 20 });

    const ended = await backUp(disk);

    expect(ended).toMatchObject({ code: 47, out: '' });
    expect(ended.err).toMatch(
      /^47 no-space: The disk with \S+disk has \d+ MB free\. A backup needs about \d+ MB, and \d MB stay free\. Free space on it, .+ lower BACKUP_KEEP/,
    );
    expect(await readdir(disk)).toEqual([name]);
    expect(await recordedFacts()).toMatchObject({ freeBytes: expect.any(Number), kept: expect.any(Number) });
  });

  onDisk('makes room by what has expired, after the newest was proven', async () => {
    const [now, bytes] = [Date.now(), 20 * 2 ** 20];
    await writeBackup(disk, now - 4 * hourMs, { bytes });
    await writeBackup(disk, now - 3 * hourMs, { bytes });
    await writeBackup(disk, now - 2 * hourMs, { bytes: 4 * 2 ** 20 });
    const damaged = await writeBackup(disk, now - hourMs, { bytes: 2 ** 20 });
    await writeFile(join(disk, damaged, 'totals.ndjson'), randomBytes(2 ** 20));

    await writeFile(join(disk, 'filler'), randomBytes(17 * 2 ** 20));

    const { code, out, err } = await backUp(disk, { BACKUP_KEEP: '1h' });

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`The backup ${damaged} is damaged, and does not count.`);
    expect(out).toContain('BACKUP_KEEP removed 2 older backups');
    expect(await readdir(disk)).toContain('filler');
  });

  onDisk('ends with a sentence when the disk becomes full, and leaves the others', async () => {
    const name = await writeBackup(disk, Date.now() - hourMs);
    await writeFile(join(disk, 'filler'), randomBytes(59 * 2 ** 20));

    const ended = await backUp(disk);

    expect(ended).toMatchObject({ code: 47, out: '' });
    expect(ended.err).toMatch(/^47 no-space: The disk with \S+disk is full\. What was written is removed\./);
    expect((await readdir(disk)).toSorted()).toEqual(['filler', name]);
  });

  onDisk('is refused where the disk is read-only', async () => {
    await mount('remount,ro');

    const ended = await backUp(join(disk, 'backups'));
    await mount('remount,rw');

    expect(ended).toMatchObject({ code: 48, out: '' });
    expect(ended.err).toMatch(/^48 unusable-folder: \S+ is read-only\. Mount it writable, .+ EROFS\.\n$/);
  });

  onDisk('ends with a sentence when the disk is unmounted meanwhile', async () => {
    const ended = await runTracker(site.directory, ['backup', '--to', disk], site.keys, () => {
      void until(async () => (await readdir(disk, { recursive: true })).some((name) => name.endsWith('.gz')))
        .then(() => execute('umount', ['--lazy', disk]))
        .then(() => (isMounted = false));
    });

    expect(ended.code).toBe(48);
    expect(ended.err).toMatch(/^48 unusable-folder: \S+disk is no longer there: it was moved or unmounted\./);
  });
});
