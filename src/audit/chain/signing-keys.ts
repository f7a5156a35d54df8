import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../../platform/config/config.js';
import { ignoreErrors, writeAtomically } from '../../platform/files/private-file.js';
import { SigningError } from './signing-error.js';
import { VerificationError } from './verification-faults.js';
import type { TrustedKeys } from './head-signatures.js';

export interface SignatureKey {
  readonly id: string;
  readonly key: KeyObject;
  readonly publicPem: string;
}

const publicSuffix = '.public.pem';

/** Returns the default folder of the signer's key, public keys and signature file. */
export function getSignatureFolder(dataDirectory: string): string {
  return join(dataDirectory, 'signatures');
}

/** Returns the default folder of the key with which a restore is requested. It is not the signer's folder. */
export function getRestoreKeyFolder(dataDirectory: string): string {
  return join(dataDirectory, 'restore-key');
}

/** Returns the key id: the first half of the hash of the public key. */
export function computeKeyId(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 32);
}

/**
 * Reads the private key. If permitted, creates it on first use, readable only by its owner, with the public key beside
 * it.
 */
export async function loadSignatureKey(file: string, mayCreate: boolean): Promise<SignatureKey> {
  const pem = (await ignoreErrors(readFile(file, 'utf8'), 'ENOENT')) ?? (await createKey(file, mayCreate));
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new SigningError(`Other users may read the key ${file}. Use a new key, and run chmod 600 on its file.`);
  }
  const key = parsePrivateKey(pem, file);
  const publicKey = createPublicKey(key);
  const id = computeKeyId(publicKey);
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const publicFile = join(dirname(file), `${id}${publicSuffix}`);
  if ((await ignoreErrors(readFile(publicFile, 'utf8'), 'ENOENT')) === undefined)
    await writeAtomically(publicFile, publicPem);
  return { id, key, publicPem };
}

/** Reads the public keys from files. The id comes from the key and not from the file name. */
export async function readPublicKeys(files: readonly string[]): Promise<TrustedKeys> {
  return parsePublicKeys(await Promise.all(files.map(async (file) => [file, await readPublicKey(file)] as const)));
}

async function readPublicKey(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (fault) {
    throw new VerificationError(`The public key cannot be read: ${(fault as Error).message}.`);
  }
}

/** Parses public keys, each with the place that names it to the reader. */
export function parsePublicKeys(pems: readonly (readonly [string, string])[]): TrustedKeys {
  const keys = new Map<string, KeyObject>();
  for (const [place, pem] of pems) {
    const key = parsePublicKey(place, pem);
    keys.set(computeKeyId(key), key);
  }
  return keys;
}

function parsePublicKey(place: string, pem: string): KeyObject {
  try {
    return createPublicKey(pem);
  } catch {
    throw new VerificationError(
      `${place} has no public key. Name the file that the signer wrote, such as ID.public.pem.`,
    );
  }
}

/**
 * Reads the public keys of persons who request the attestation of a restore. In production each is named: whoever writes
 * in the data directory could add one. Elsewhere the default is the folder of the key that was made on first use.
 */
export async function readRestoreKeys(
  named: readonly string[] | undefined,
  { isProduction, DATA_DIRECTORY }: Pick<Config, 'isProduction' | 'DATA_DIRECTORY'>,
): Promise<TrustedKeys> {
  return readPublicKeys(named ?? (isProduction ? [] : await listPublicKeyFiles(getRestoreKeyFolder(DATA_DIRECTORY))));
}

/** Returns the public key files that a signer on this machine has left in its folder. */
export async function listPublicKeyFiles(folder: string): Promise<string[]> {
  const names = (await ignoreErrors(readdir(folder), 'ENOENT', 'ENOTDIR')) ?? [];
  return names.filter((name) => name.endsWith(publicSuffix)).map((name) => join(folder, name));
}

async function createKey(file: string, mayCreate: boolean): Promise<string> {
  if (!mayCreate) {
    throw new SigningError(
      `There is no key ${file}. Create one as the signer's own user: openssl genpkey -algorithm ed25519 -out ${file}, then chmod 600.`,
    );
  }
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await writeAtomically(file, pem);
  return pem;
}

function parsePrivateKey(pem: string, file: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw new SigningError(`${file} does not contain a private key. Name the file with SIGN_KEY_FILE.`);
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw new SigningError(`The key in ${file} is not an Ed25519 key. Create one: openssl genpkey -algorithm ed25519.`);
  return key;
}
