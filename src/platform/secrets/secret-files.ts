import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder, ignoreErrors } from '../files/private-file.js';
import { minBytes, SecretFault } from './secret.js';

/**
 * Minimum number of distinct bytes. Typed text has fewer than random bytes: 32 random hex digits almost always have 10
 * of 16.
 */
const minDistinctBytes = 8;

const placeholder = /^(?:change|secret|password|example|default|test|your|put|insert)/i;

/** Reads a secret from a file. Rejects a missing, short or guessable one. `label` names the file in the message. */
export async function readSecret(file: string, label: string): Promise<Buffer> {
  const bytes = await ignoreErrors(readFile(file), 'ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EPERM');
  if (bytes === undefined)
    throw new SecretFault(
      'missing',
      `${label} cannot be read. Check that the file exists and that the user of the tracker may read it.`,
    );
  return requireUnguessable(bytes, label);
}

/** Reads a secret in base64 from an environment variable. */
export function parseSecret(text: string, label: string): Buffer {
  return requireUnguessable(Buffer.from(text, 'base64'), label);
}

function requireUnguessable(bytes: Buffer, label: string): Buffer {
  if (bytes.length < minBytes) {
    throw new SecretFault(
      'short',
      `${label} holds fewer than ${minBytes} bytes. Write at least that number of random bytes into it.`,
    );
  }
  if (new Set(bytes).size < minDistinctBytes || placeholder.test(bytes.toString('latin1'))) {
    throw new SecretFault('default', `${label} holds a placeholder. Write ${minBytes} random bytes into it.`);
  }
  return bytes;
}

/** Returns the path of a secret in the tracker's own folder, whether it is there or not. */
export function secretFileOf(directory: string, name: string): string {
  return join(directory, 'secrets', name);
}

/**
 * Returns the path of a secret in the tracker's own folder. Creates a missing one with random bytes. Concurrent
 * processes get the same secret.
 */
export async function ensureSecretFile(directory: string, name: string): Promise<string> {
  const file = secretFileOf(directory, name);
  const folder = dirname(file);
  await mkdir(directory, { recursive: true, mode: 0o711 });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (await ignoreErrors(readFile(file), 'ENOENT')) return file;
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(randomBytes(minBytes));
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    // A link fails if the name exists, so the first process wins. A rename would replace its file.
    await ignoreErrors(link(draft, file), 'EEXIST');
    await syncFolder(folder);
  } finally {
    await rm(draft, { force: true });
  }
  return file;
}
