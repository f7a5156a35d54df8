import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unless, writeWhole } from '../../platform/files/private-file.js';
import { CannotSeal } from './cannot-seal.js';
import type { SealKeys } from './seals.js';

export interface SealingKey {
  readonly id: string;
  readonly key: KeyObject;
  readonly publicPem: string;
}

/** End of the file name of a public key. The part before it is the key id. */
const publicSuffix = '.public.pem';

/** Returns the default folder of the sealer's key, public keys and signature file. */
export function sealsFolder(dataDirectory: string): string {
  return join(dataDirectory, 'seals');
}

/** Returns the first half of the hash of the public key, so that ids are unique. */
export function keyIdOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 32);
}

/**
 * Reads the private key. If permitted, creates it on first use, readable only by its owner. The public key is written
 * beside it for verifiers.
 */
export async function sealingKey(file: string, mayBeMade: boolean): Promise<SealingKey> {
  const pem = (await unless(readFile(file, 'utf8'), 'ENOENT')) ?? (await makeKey(file, mayBeMade));
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new CannotSeal(`Others may read the key ${file}: take it from them with chmod 600, and use a new one.`);
  }
  const key = privateKeyIn(pem, file);
  const publicKey = createPublicKey(key);
  const id = keyIdOf(publicKey);
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const publicFile = join(dirname(file), `${id}${publicSuffix}`);
  if ((await unless(readFile(publicFile, 'utf8'), 'ENOENT')) === undefined) await writeWhole(publicFile, publicPem);
  return { id, key, publicPem };
}

/** Reads the public keys from files. The id is computed from the key and does not depend on the file name. */
export async function publicKeys(files: readonly string[]): Promise<SealKeys> {
  const keys = new Map<string, KeyObject>();
  for (const file of files) {
    const key = createPublicKey(await readFile(file));
    keys.set(keyIdOf(key), key);
  }
  return keys;
}

/** Returns the public key files that a sealer on this machine has left in its folder. */
export async function publicKeyFiles(folder: string): Promise<string[]> {
  const names = (await unless(readdir(folder), 'ENOENT', 'ENOTDIR')) ?? [];
  return names.filter((name) => name.endsWith(publicSuffix)).map((name) => join(folder, name));
}

async function makeKey(file: string, mayBeMade: boolean): Promise<string> {
  if (!mayBeMade) {
    throw new CannotSeal(
      `There is no key ${file}. Make one as the sealer's own user: openssl genpkey -algorithm ed25519 -out ${file}, then chmod 600.`,
    );
  }
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await writeWhole(file, pem);
  return pem;
}

function privateKeyIn(pem: string, file: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw new CannotSeal(`${file} is no private key.`);
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new CannotSeal(`The key in ${file} is not an Ed25519 key.`);
  return key;
}
