import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { IdentifierKind } from '../identifiers/identifiers.words.js';
import { secretsOf, type Secret } from '../platform/secrets/secret.js';
import { Secrets } from '../platform/secrets/secrets.js';

/** An identifier in the form in which two of the same are equal. */
export interface NormalIdentifier {
  readonly kind: IdentifierKind;
  readonly normalised: string;
}

/** An identifier as the shared index has it: by the present key, and by the one before while that is being replaced. */
export interface IdentifierHash {
  readonly hash: Buffer;
  readonly hashBefore: Buffer | null;
  readonly keyId: string;
}

/** Hashes identifiers for the index under a key that the database never has: who reads that alone can guess at no value. */
@Injectable()
export class IdentifierHashes {
  private readonly keys = new WeakMap<Secret, Buffer>();

  constructor(private readonly secrets: Secrets) {}

  of(identifier: NormalIdentifier): IdentifierHash {
    const { current, previous } = this.secrets.deconflictionKey;
    const hashBefore = previous === null ? null : this.hashed(previous, identifier);
    return { hash: this.hashed(current, identifier), hashBefore, keyId: current.id };
  }

  /** By every key, to find it by whichever it was shared under. */
  allOf(identifier: NormalIdentifier): Buffer[] {
    return secretsOf(this.secrets.deconflictionKey).map((secret) => this.hashed(secret, identifier));
  }

  /** Whether it was hashed under the key before this one, which will go. */
  isDueForRenewal(keyId: string): boolean {
    return keyId !== this.secrets.deconflictionKey.current.id;
  }

  private hashed(secret: Secret, { kind, normalised }: NormalIdentifier): Buffer {
    const key = this.keys.get(secret) ?? secret.derived('hmac-sha256');
    this.keys.set(secret, key);
    return createHmac('sha256', key)
      .update(JSON.stringify([kind, normalised]))
      .digest();
  }
}
