import { Injectable } from '@nestjs/common';
import { keyIdIn, decrypt, encrypt, EncryptionKey, type CiphertextLocation } from './encrypted-value.js';
import { findSecret, type Secret } from './secret.js';
import { Secrets } from './secrets.js';

/** Encryption of second factors, so that a copy of the database does not permit sign-in. */
@Injectable()
export class FactorCipher {
  private readonly keys = new WeakMap<Secret, EncryptionKey>();

  constructor(private readonly secrets: Secrets) {}

  encrypt(plain: Buffer, location: CiphertextLocation): Buffer {
    return encrypt(plain, this.keyOf(this.secrets.factorKey.current), location);
  }

  decrypt(encrypted: Buffer, location: CiphertextLocation): Buffer {
    return decrypt(encrypted, (id) => this.findKey(id), location);
  }

  isDueForRenewal(encrypted: Buffer): boolean {
    return keyIdIn(encrypted) !== this.secrets.factorKey.current.id;
  }

  private findKey(id: string): EncryptionKey | null {
    const secret = findSecret(this.secrets.factorKey, id);
    return secret && this.keyOf(secret);
  }

  private keyOf(secret: Secret): EncryptionKey {
    const known = this.keys.get(secret) ?? new EncryptionKey(secret.deriveKey('aes-256-gcm'), secret.id);
    this.keys.set(secret, known);
    return known;
  }
}
