import { createHmac } from 'node:crypto';
import { openWith, seal, SealingKey, type Place } from '../../platform/secrets/sealed-value.js';
import { Secret } from '../../platform/secrets/secret.js';
import type { Sought } from './names.js';
import type { IdentityColumn, TokenKind } from './vault.words.js';

/** Length of a token, which is a truncated HMAC. */
const tokenBytes = 16;

const table = 'vault.sealed_identities';

/**
 * An unwrapped key of one task force. It encrypts no field itself: it wraps the keys of identities. Search tokens use
 * derived keys, one per kind.
 */
export class TaskForceKey {
  private readonly wrapping: SealingKey;
  private readonly indexing = new Map<TokenKind, Buffer>();
  private readonly secret: Secret;

  constructor(
    readonly id: string,
    readonly taskForceId: string,
    bytes: Buffer,
  ) {
    this.secret = new Secret('vault-key', bytes);
    this.wrapping = new SealingKey(this.secret.derived('aes-256-gcm'), this.secret.id);
  }

  wrap(key: SealingKey, identityId: string): Buffer {
    return seal(key.bytes, this.wrapping, this.placeOf('wrapped_key', identityId));
  }

  /** Unwraps the key of an identity. Throws {@link NotOpened}. */
  unwrap(wrapped: Buffer, identityId: string): SealingKey {
    return new SealingKey(openWith(this.wrapping, wrapped, this.placeOf('wrapped_key', identityId)));
  }

  /** Wraps the key of content that is encrypted outside the vault. */
  wrapAt(key: SealingKey, place: Place): Buffer {
    return seal(key.bytes, this.wrapping, { ...place, taskForce: this.taskForceId });
  }

  /** Unwraps the key of such content. Throws {@link NotOpened}. */
  unwrapAt(wrapped: Buffer, place: Place): SealingKey {
    return new SealingKey(openWith(this.wrapping, wrapped, { ...place, taskForce: this.taskForceId }));
  }

  seal(text: string, key: SealingKey, identityId: string, column: IdentityColumn): Buffer {
    return seal(Buffer.from(text), key, this.placeOf(column, identityId));
  }

  /** Decrypts a field. Throws {@link NotOpened}. */
  open(sealed: Buffer, key: SealingKey, identityId: string, column: IdentityColumn): string {
    return openWith(key, sealed, this.placeOf(column, identityId)).toString();
  }

  /** Returns the token that the database stores for a searchable value. */
  token({ kind, value }: Sought): Buffer {
    const known = this.indexing.get(kind) ?? this.secret.derived(`index ${kind}`);
    this.indexing.set(kind, known);
    return createHmac('sha256', known).update(value).digest().subarray(0, tokenBytes);
  }

  private placeOf(column: IdentityColumn | 'wrapped_key', row: string): Place {
    return { table, column, row, taskForce: this.taskForceId };
  }
}
