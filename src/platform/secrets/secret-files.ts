import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder, unless } from '../database/embedded/files.js';
import { leastBytes, SecretFault } from './secret.js';

/** Bytes that can be typed have fewer kinds among them than random ones: 32 random hex digits have 10 of 16 all but always. */
const fewestKinds = 8;

const placeholder = /^(?:change|secret|password|example|default|test|your|put|insert)/i;

/** Reads a secret out of a file, as it is, and takes none that can be guessed. `called` is what people know the file by. */
export async function secretIn(file: string, called: string): Promise<Buffer> {
  const bytes = await unless(readFile(file), 'ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EPERM');
  if (bytes === undefined) throw new SecretFault('missing', `${called} cannot be read. Is it there, and ours to read?`);
  return unguessable(bytes, called);
}

/** Likewise out of a setting of the environment, where it stands in base64. */
export function secretInText(text: string, called: string): Buffer {
  return unguessable(Buffer.from(text, 'base64'), called);
}

function unguessable(bytes: Buffer, called: string): Buffer {
  if (bytes.length < leastBytes) {
    throw new SecretFault(
      'short',
      `${called} holds fewer than ${leastBytes} bytes. Write as many random ones into it.`,
    );
  }
  if (new Set(bytes).size < fewestKinds || placeholder.test(bytes.toString('latin1'))) {
    throw new SecretFault('default', `${called} holds a placeholder. Write ${leastBytes} random bytes into it.`);
  }
  return bytes;
}

/**
 * The path of a secret in the tracker's own folder, which is made if it is not there: random, and only its owner's to read. Of
 * two processes that make it at once one does, and both have the same.
 */
export async function keptSecret(directory: string, name: string): Promise<string> {
  const folder = join(directory, 'secrets');
  const file = join(folder, name);
  await mkdir(directory, { recursive: true, mode: 0o711 });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (await unless(readFile(file), 'ENOENT')) return file;
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(randomBytes(leastBytes));
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    // A link to a name that is taken fails, whoever was faster; a rename would take the name from them.
    await unless(link(draft, file), 'EEXIST');
    await syncFolder(folder);
  } finally {
    await rm(draft, { force: true });
  }
  return file;
}
