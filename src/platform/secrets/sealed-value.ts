import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const version = 1;
const keyIdBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + keyIdBytes;
const leastBytes = headBytes + nonceBytes + tagBytes;

/** Location of a ciphertext. It can be decrypted only there. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
  /** Task force of the row, if it has one. */
  readonly taskForce?: string;
}

/** Ciphertext that was changed, was moved, or needs a missing key. */
export class NotOpened extends Error {
  override readonly name = 'NotOpened';

  constructor() {
    super('A sealed value could not be opened');
  }
}

/** Encryption key of 32 bytes, which no output reveals, with an id derived from it. */
export class SealingKey {
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

  static random(): SealingKey {
    return new SealingKey(randomBytes(32));
  }

  get bytes(): Buffer {
    return this.#bytes;
  }
}

/**
 * Encrypts a value for a location with AES-256-GCM and a random nonce. The result is version, key id, nonce, tag and
 * ciphertext. Header and location are authenticated, so a value with a changed header or in another row, column or task
 * force is rejected.
 */
export function seal(plain: Buffer, key: SealingKey, place: Place): Buffer {
  const head = Buffer.concat([Buffer.of(version), Buffer.from(key.id, 'hex')]);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagBytes });
  cipher.setAAD(boundTo(head, place));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([head, nonce, cipher.getAuthTag(), sealed]);
}

/** Decrypts a value with the key that it names. Throws NotOpened. */
export function open(sealed: Buffer, keyNamed: (id: string) => SealingKey | null, place: Place): Buffer {
  const key = sealed.length >= leastBytes && sealed[0] === version ? keyNamed(keyIdIn(sealed)) : null;
  if (!key) throw new NotOpened();
  const head = sealed.subarray(0, headBytes);
  const nonce = sealed.subarray(headBytes, headBytes + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagBytes });
  decipher.setAAD(boundTo(head, place));
  decipher.setAuthTag(sealed.subarray(headBytes + nonceBytes, leastBytes));
  const plain = decipher.update(sealed.subarray(leastBytes));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    throw new NotOpened();
  }
}

/** Decrypts a value with exactly this key. Throws NotOpened. */
export function openWith(key: SealingKey, sealed: Buffer, place: Place): Buffer {
  return open(sealed, (id) => (id === key.id ? key : null), place);
}

export function keyIdIn(sealed: Buffer): string {
  return sealed.subarray(1, headBytes).toString('hex');
}

/** Returns the authenticated data. JSON encodes the location unambiguously. */
function boundTo(head: Buffer, { table, column, row, taskForce }: Place): Buffer {
  const place = taskForce === undefined ? [table, column, row] : [table, column, row, taskForce];
  return Buffer.concat([head, Buffer.from(JSON.stringify(place))]);
}
