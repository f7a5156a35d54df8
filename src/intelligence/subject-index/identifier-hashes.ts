import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { IdentifierKind } from '../../casework/identifiers/identifiers.enums.js';
import { secretsOf, type Secret } from '../../platform/secrets/secret.js';
import { Secrets } from '../../platform/secrets/secrets.js';

export interface NormalIdentifier {
  readonly kind: IdentifierKind;
  readonly normalised: string;
}

/** Hash of an identifier in the shared index: by the current key, and by the previous key during a rotation. */
export interface IdentifierHash {
  readonly hash: Buffer;
  readonly hashBefore: Buffer | null;
  readonly keyId: string;
}

/**
 * Hashes identifiers for the index under a key that the database never holds. A reader of the database alone cannot
 * guess values.
 */
@Injectable()
export class IdentifierHashes {
  private readonly keys = new WeakMap<Secret, Buffer>();

  constructor(private readonly secrets: Secrets) {}

  hash(identifier: NormalIdentifier): IdentifierHash {
    const { current, previous } = this.secrets.deconflictionKey;
    const hashBefore = previous === null ? null : this.hashWith(previous, identifier);
    return { hash: this.hashWith(current, identifier), hashBefore, keyId: current.id };
  }

  /** Returns the hashes under every key, to match entries shared under any of them. */
  hashWithAllKeys(identifier: NormalIdentifier): Buffer[] {
    return secretsOf(this.secrets.deconflictionKey).map((secret) => this.hashWith(secret, identifier));
  }

  /** Whether the hash uses the previous key, which will be removed. */
  isDueForRenewal(keyId: string): boolean {
    return keyId !== this.secrets.deconflictionKey.current.id;
  }

  private hashWith(secret: Secret, { kind, normalised }: NormalIdentifier): Buffer {
    const key = this.keys.get(secret) ?? secret.deriveKey('hmac-sha256');
    this.keys.set(secret, key);
    return createHmac('sha256', key)
      .update(JSON.stringify([kind, normalised]))
      .digest();
  }
}
