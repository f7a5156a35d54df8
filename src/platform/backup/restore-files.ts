import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../files/private-file.js';
import type { BaseBackup } from './base-backup.js';
import { runWorkers } from './run-workers.js';
import { compressedSuffix, dataFolder, extractFile } from './stored-file.js';

/** Concurrent writers. Each waits for the disk after its file. */
const writers = 4;

/** Writes the server's data of a backup into an empty folder, and compares each file with the manifest. */
export async function restoreFiles(
  backup: string,
  { files, folders }: Pick<BaseBackup, 'files' | 'folders'>,
  target: string,
): Promise<void> {
  for (const path of folders) await mkdir(join(target, path), { recursive: true, mode: 0o700 });
  const data = files.filter(({ path }) => path.startsWith(`${dataFolder}/`));
  await runWorkers(data, writers, async (waiting) => {
    for (const file of waiting) {
      const path = file.path.slice(dataFolder.length + 1, -compressedSuffix.length);
      await mkdir(dirname(join(target, path)), { recursive: true, mode: 0o700 });
      await extractFile(join(backup, file.path), file, join(target, path));
    }
  });
  for (const path of ['.', ...folders]) await syncFolder(join(target, path));
}
