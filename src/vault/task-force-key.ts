import { createHmac } from 'node:crypto';
import { openWith, seal, SealingKey, type Place } from '../platform/secrets/sealed-value.js';
import { Secret } from '../platform/secrets/secret.js';
import type { Sought } from './names.js';
import type { IdentityColumn, TokenKind } from './vault.words.js';

/** How much of an HMAC a token is. */
const tokenBytes = 16;

const table = 'vault.sealed_identities';

/**
 * A key of one task force, unwrapped. It seals no field itself: it wraps the keys of identities, and what they are found by is
 * made with keys that follow from it, another for each kind.
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

  /** Throws NotOpened. */
  unwrap(wrapped: Buffer, identityId: string): SealingKey {
    return new SealingKey(openWith(this.wrapping, wrapped, this.placeOf('wrapped_key', identityId)));
  }

  /** The same for the key of what is sealed elsewhere than in the vault. */
  wrapAt(key: SealingKey, place: Place): Buffer {
    return seal(key.bytes, this.wrapping, { ...place, taskForce: this.taskForceId });
  }

  /** Throws NotOpened. */
  unwrapAt(wrapped: Buffer, place: Place): SealingKey {
    return new SealingKey(openWith(this.wrapping, wrapped, { ...place, taskForce: this.taskForceId }));
  }

  seal(text: string, key: SealingKey, identityId: string, column: IdentityColumn): Buffer {
    return seal(Buffer.from(text), key, this.placeOf(column, identityId));
  }

  /** Throws NotOpened. */
  open(sealed: Buffer, key: SealingKey, identityId: string, column: IdentityColumn): string {
    return openWith(key, sealed, this.placeOf(column, identityId)).toString();
  }

  /** What stands in the database for a value that an identity is found by. */
  token({ kind, value }: Sought): Buffer {
    const known = this.indexing.get(kind) ?? this.secret.derived(`index ${kind}`);
    this.indexing.set(kind, known);
    return createHmac('sha256', known).update(value).digest().subarray(0, tokenBytes);
  }

  private placeOf(column: IdentityColumn | 'wrapped_key', row: string): Place {
    return { table, column, row, taskForce: this.taskForceId };
  }
}
