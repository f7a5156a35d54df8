import { createHmac } from 'node:crypto';
import {
  decryptWithKey,
  encrypt,
  EncryptionKey,
  type CiphertextLocation,
} from '../../platform/secrets/encrypted-value.js';
import { Secret } from '../../platform/secrets/secret.js';
import type { SearchTerm } from './name-matching.js';
import type { IdentityColumn, TokenKind } from './vault.enums.js';

/** Length of a token, which is a truncated HMAC. */
const tokenBytes = 16;

const table = 'vault.encrypted_identities';

/**
 * Unwrapped key of one task force. It wraps the keys of identities and encrypts no field itself; search tokens use derived keys, one per
 * kind.
 */
export class TaskForceKey {
  private readonly wrappingKey: EncryptionKey;
  private readonly indexKeys = new Map<TokenKind, Buffer>();
  private readonly secret: Secret;

  constructor(
    readonly id: string,
    readonly taskForceId: string,
    bytes: Buffer,
  ) {
    this.secret = new Secret('vault-key', bytes);
    this.wrappingKey = new EncryptionKey(this.secret.deriveKey('aes-256-gcm'), this.secret.id);
  }

  wrap(key: EncryptionKey, identityId: string): Buffer {
    return encrypt(key.bytes, this.wrappingKey, this.encryptionContext('wrapped_key', identityId));
  }

  /** Unwraps the key of an identity. Throws {@link DecryptionFailure}. */
  unwrap(wrapped: Buffer, identityId: string): EncryptionKey {
    return new EncryptionKey(
      decryptWithKey(this.wrappingKey, wrapped, this.encryptionContext('wrapped_key', identityId)),
    );
  }

  wrapContentKey(key: EncryptionKey, context: CiphertextLocation): Buffer {
    return encrypt(key.bytes, this.wrappingKey, { ...context, taskForce: this.taskForceId });
  }

  /** Unwraps the key of such content. Throws {@link DecryptionFailure}. */
  unwrapContentKey(wrapped: Buffer, context: CiphertextLocation): EncryptionKey {
    return new EncryptionKey(decryptWithKey(this.wrappingKey, wrapped, { ...context, taskForce: this.taskForceId }));
  }

  encrypt(text: string, key: EncryptionKey, identityId: string, column: IdentityColumn): Buffer {
    return encrypt(Buffer.from(text), key, this.encryptionContext(column, identityId));
  }

  /** Decrypts a field. Throws {@link DecryptionFailure}. */
  decrypt(encrypted: Buffer, key: EncryptionKey, identityId: string, column: IdentityColumn): string {
    return decryptWithKey(key, encrypted, this.encryptionContext(column, identityId)).toString();
  }

  computeToken({ kind, value }: SearchTerm): Buffer {
    const known = this.indexKeys.get(kind) ?? this.secret.deriveKey(`index ${kind}`);
    this.indexKeys.set(kind, known);
    return createHmac('sha256', known).update(value).digest().subarray(0, tokenBytes);
  }

  private encryptionContext(column: IdentityColumn | 'wrapped_key', row: string): CiphertextLocation {
    return { table, column, row, taskForce: this.taskForceId };
  }
}
