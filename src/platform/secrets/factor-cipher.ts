import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { secretNamed, type Secret } from './secret.js';
import { Secrets } from './secrets.js';

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
}

/** What was sealed was changed, belongs elsewhere, or was sealed under a key that is not here. */
export class NotOpened extends Error {
  override readonly name = 'NotOpened';

  constructor() {
    super('A sealed value could not be opened');
  }
}

/**
 * Seals what a second factor is checked with, so that a copy of the database signs nobody in: AES-256-GCM under a fresh nonce,
 * as version, key id, nonce, tag, ciphertext. Where it is kept is authenticated too: a value moved to another row is refused.
 */
@Injectable()
export class FactorCipher {
  private readonly keys = new WeakMap<Secret, Buffer>();

  constructor(private readonly secrets: Secrets) {}

  seal(plain: Buffer, place: Place): Buffer {
    const { current } = this.secrets.factorKey;
    const head = Buffer.concat([Buffer.of(version), Buffer.from(current.id, 'hex')]);
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.keyOf(current), nonce, { authTagLength: tagBytes });
    cipher.setAAD(boundTo(head, place));
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([head, nonce, cipher.getAuthTag(), sealed]);
  }

  /** Throws NotOpened. */
  open(sealed: Buffer, place: Place): Buffer {
    const secret = sealed.length >= leastBytes && sealed[0] === version ? this.secretOf(sealed) : null;
    if (!secret) throw new NotOpened();
    const head = sealed.subarray(0, headBytes);
    const nonce = sealed.subarray(headBytes, headBytes + nonceBytes);
    const decipher = createDecipheriv('aes-256-gcm', this.keyOf(secret), nonce, { authTagLength: tagBytes });
    decipher.setAAD(boundTo(head, place));
    decipher.setAuthTag(sealed.subarray(headBytes + nonceBytes, leastBytes));
    const plain = decipher.update(sealed.subarray(leastBytes));
    try {
      return Buffer.concat([plain, decipher.final()]);
    } catch {
      throw new NotOpened();
    }
  }

  /** Whether it was sealed under the key before this one, which will go. */
  isDueForRenewal(sealed: Buffer): boolean {
    return keyIdIn(sealed) !== this.secrets.factorKey.current.id;
  }

  private secretOf(sealed: Buffer): Secret | null {
    return secretNamed(this.secrets.factorKey, keyIdIn(sealed));
  }

  private keyOf(secret: Secret): Buffer {
    const known = this.keys.get(secret) ?? secret.derived('aes-256-gcm');
    this.keys.set(secret, known);
    return known;
  }
}

function keyIdIn(sealed: Buffer): string {
  return sealed.subarray(1, headBytes).toString('hex');
}

/** JSON of a list, so that no two places have the same text. */
function boundTo(head: Buffer, { table, column, row }: Place): Buffer {
  return Buffer.concat([head, Buffer.from(JSON.stringify([table, column, row]))]);
}
