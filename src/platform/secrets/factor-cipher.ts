import { Injectable } from '@nestjs/common';
import { keyIdIn, open, seal, SealingKey, type Place } from './sealed-value.js';
import { secretNamed, type Secret } from './secret.js';
import { Secrets } from './secrets.js';

/** Encryption of second factors, so that a copy of the database does not permit sign-in. */
@Injectable()
export class FactorCipher {
  private readonly keys = new WeakMap<Secret, SealingKey>();

  constructor(private readonly secrets: Secrets) {}

  seal(plain: Buffer, place: Place): Buffer {
    return seal(plain, this.keyOf(this.secrets.factorKey.current), place);
  }

  /** Decrypts a value. Throws NotOpened. */
  open(sealed: Buffer, place: Place): Buffer {
    return open(sealed, (id) => this.keyNamed(id), place);
  }

  /** Whether the value was encrypted with the previous key. */
  isDueForRenewal(sealed: Buffer): boolean {
    return keyIdIn(sealed) !== this.secrets.factorKey.current.id;
  }

  private keyNamed(id: string): SealingKey | null {
    const secret = secretNamed(this.secrets.factorKey, id);
    return secret && this.keyOf(secret);
  }

  private keyOf(secret: Secret): SealingKey {
    const known = this.keys.get(secret) ?? new SealingKey(secret.derived('aes-256-gcm'), secret.id);
    this.keys.set(secret, known);
    return known;
  }
}
