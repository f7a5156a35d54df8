import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const version = 1;
const keyIdBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + keyIdBytes;
const leastBytes = headBytes + nonceBytes + tagBytes;

/** Where a sealed value is kept. It can be opened there and nowhere else. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
  /** Of what belongs to one. */
  readonly taskForce?: string;
}

/** What was sealed was changed, belongs elsewhere, or was sealed under a key that is not here. */
export class NotOpened extends Error {
  override readonly name = 'NotOpened';

  constructor() {
    super('A sealed value could not be opened');
  }
}

/** A key that values are sealed under: 32 bytes, which show in nothing that is printed, and a name that tells nothing of them. */
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
 * Seals a value for a place: AES-256-GCM under a fresh nonce, as version, key id, nonce, tag, ciphertext. Head and place are
 * authenticated with it: a value that is moved to another row, column or task force is refused, and so is one whose head was changed.
 */
export function seal(plain: Buffer, key: SealingKey, place: Place): Buffer {
  const head = Buffer.concat([Buffer.of(version), Buffer.from(key.id, 'hex')]);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagBytes });
  cipher.setAAD(boundTo(head, place));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([head, nonce, cipher.getAuthTag(), sealed]);
}

/** Opens it under the key that it names, where `keyNamed` has that. Throws NotOpened. */
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

/** Opens what was sealed under this very key. Throws NotOpened. */
export function openWith(key: SealingKey, sealed: Buffer, place: Place): Buffer {
  return open(sealed, (id) => (id === key.id ? key : null), place);
}

/** The key that a sealed value says it is under. */
export function keyIdIn(sealed: Buffer): string {
  return sealed.subarray(1, headBytes).toString('hex');
}

/** JSON of a list, so that no two places have the same text. */
function boundTo(head: Buffer, { table, column, row, taskForce }: Place): Buffer {
  const place = taskForce === undefined ? [table, column, row] : [table, column, row, taskForce];
  return Buffer.concat([head, Buffer.from(JSON.stringify(place))]);
}
