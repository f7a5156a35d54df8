import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const version = 1;
const keyIdBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + keyIdBytes;
const minBytes = headBytes + nonceBytes + tagBytes;

/** Location of a ciphertext. It can be decrypted only there. */
export interface CiphertextLocation {
  readonly table: string;
  readonly column: string;
  readonly row: string;
  readonly taskForce?: string;
}

/** Ciphertext that was changed, was moved, or needs a missing key. */
export class DecryptionFailure extends Error {
  override readonly name = 'DecryptionFailure';

  constructor() {
    super('An encrypted value could not be decrypted');
  }
}

/** Encryption key of 32 bytes, which no output reveals, with an id derived from it. */
export class EncryptionKey {
  readonly #bytes: Buffer;
  readonly id: string;

  constructor(bytes: Buffer, id?: string) {
    this.#bytes = bytes;
    this.id =
      id ??
      createHash('sha256')
        .update(bytes)
        .digest('hex')
        .slice(0, keyIdBytes * 2);
  }

  static random(): EncryptionKey {
    return new EncryptionKey(randomBytes(32));
  }

  get bytes(): Buffer {
    return this.#bytes;
  }
}

/**
 * Encrypts a value with AES-256-GCM and a random nonce into version, key id, nonce, tag and ciphertext. Header and
 * location are authenticated, so a changed or moved value is rejected.
 */
export function encrypt(plain: Buffer, key: EncryptionKey, location: CiphertextLocation): Buffer {
  const head = Buffer.concat([Buffer.of(version), Buffer.from(key.id, 'hex')]);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagBytes });
  cipher.setAAD(authenticatedData(head, location));
  const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([head, nonce, cipher.getAuthTag(), encrypted]);
}

/** Decrypts a value with the key that it names. Throws DecryptionFailure. */
export function decrypt(
  encrypted: Buffer,
  findKey: (id: string) => EncryptionKey | null,
  location: CiphertextLocation,
): Buffer {
  const key = encrypted.length >= minBytes && encrypted[0] === version ? findKey(keyIdIn(encrypted)) : null;
  if (!key) throw new DecryptionFailure();
  const head = encrypted.subarray(0, headBytes);
  const nonce = encrypted.subarray(headBytes, headBytes + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagBytes });
  decipher.setAAD(authenticatedData(head, location));
  decipher.setAuthTag(encrypted.subarray(headBytes + nonceBytes, minBytes));
  const plain = decipher.update(encrypted.subarray(minBytes));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    throw new DecryptionFailure();
  }
}

/** Decrypts a value with exactly this key. Throws DecryptionFailure. */
export function decryptWithKey(key: EncryptionKey, encrypted: Buffer, location: CiphertextLocation): Buffer {
  return decrypt(encrypted, (id) => (id === key.id ? key : null), location);
}

export function keyIdIn(encrypted: Buffer): string {
  return encrypted.subarray(1, headBytes).toString('hex');
}

/** Returns the authenticated data. JSON encodes the location unambiguously. */
function authenticatedData(head: Buffer, { table, column, row, taskForce }: CiphertextLocation): Buffer {
  const location = taskForce === undefined ? [table, column, row] : [table, column, row, taskForce];
  return Buffer.concat([head, Buffer.from(JSON.stringify(location))]);
}
