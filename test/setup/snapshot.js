import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/*
 * A stopped cluster with the roles and the migrated template, saved at the end of the first run of tests and copied by later ones. A copy
 * takes a tenth of a second, and initdb with all migrations takes two. Each schema has a snapshot of its own, so that none is outdated.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const cache = join(root, 'node_modules', '.cache', 'test-clusters');
/** Everything that the content of a new cluster depends on. */
const sources = [
  'database',
  'migrations',
  'src/platform/database',
  'src/platform/embedded-postgres',
  'test/support/databases.ts',
];
/** `cp` keeps owners and modes, which Node's copy does not. Windows has none. */
const copyFolder = (from, to) => promisify(execFile)('cp', ['-a', from, to]);

/** Copies the snapshot of the current schema. Returns whether there was one; a broken copy is removed. */
export async function copySnapshotTo(home) {
  const snapshot = join(cache, keyOfSchema());
  if (process.platform === 'win32' || !existsSync(snapshot)) return false;
  return copyFolder(snapshot, home).then(
    () => true,
    async () => {
      await rm(home, { recursive: true, force: true });
      return false;
    },
  );
}

/** Saves a stopped cluster as the snapshot of the current schema, in place of those of others. A failure leaves none. */
export async function saveSnapshot(home) {
  if (process.platform === 'win32') return;
  const draft = join(cache, `draft-${randomUUID()}`);
  try {
    await mkdir(cache, { recursive: true, mode: 0o700 });
    const others = await readdir(cache);
    await copyFolder(home, draft);
    await rename(draft, join(cache, keyOfSchema()));
    for (const name of others) await rm(join(cache, name), { recursive: true, force: true });
  } catch {
    await rm(draft, { recursive: true, force: true });
  }
}

function keyOfSchema() {
  const hash = createHash('sha256').update(process.env.TEST_POSTGRES_BIN ?? '');
  for (const source of [...sources, 'package-lock.json'].map((name) => join(root, name))) {
    const files = /\.\w+$/.test(source)
      ? [source]
      : readdirSync(source, { recursive: true }).map((name) => join(source, name));
    for (const file of files.filter((name) => /\.\w+$/.test(name)).sort())
      hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}
