import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DecryptionFailure, decrypt, encrypt, EncryptionKey } from '../../platform/secrets/encrypted-value.js';
import { KeyRing, type WrappedKey } from '../../casework/vault/key-ring.js';
import { findActiveKeys } from '../../casework/vault/name-scanner.js';
import type { TaskForceKey } from '../../casework/vault/task-force-key.js';
import { tipEncryptionContext } from '../../casework/vault/tip-keys.js';
import type { ReportedTip } from './formats/reported-tip.js';
import type { TipVersion } from './tip-version.entity.js';

export type EncryptedTip = Pick<TipVersion, 'keyId' | 'wrappedKey' | 'encrypted'>;

const addKey = 'SELECT vault.add_key($1, $2, $3)';

/** Encrypts and decrypts the content of tips. Each version has its own key, which the task force's vault key wraps. */
@Injectable()
export class TipEncryption {
  constructor(private readonly keys: KeyRing) {}

  async encrypt(tx: EntityManager, taskForceId: string, id: string, tip: Buffer): Promise<EncryptedTip> {
    const key = await this.currentKey(tx, taskForceId);
    const own = EncryptionKey.random();
    const encrypted = encrypt(tip, own, tipEncryptionContext(taskForceId, id, 'encrypted'));
    return {
      keyId: key.id,
      wrappedKey: key.wrapContentKey(own, tipEncryptionContext(taskForceId, id, 'wrapped_key')),
      encrypted,
    };
  }

  /** Decrypts a version. Returns null if its content was erased or its key is unavailable. */
  async decrypt(tx: EntityManager, version: TipVersion): Promise<ReportedTip | null> {
    const { id, taskForceId, keyId, wrappedKey, encrypted } = version;
    const living = await findActiveKeys(tx, taskForceId, true);
    const wrapped = living.find((one) => one.id === keyId);
    if (!wrapped || !wrappedKey || !encrypted) return null;
    try {
      const key = await this.keys.open(wrapped);
      const own = key.unwrapContentKey(wrappedKey, tipEncryptionContext(taskForceId, id, 'wrapped_key'));
      const plain = decrypt(
        encrypted,
        (named) => (named === own.id ? own : null),
        tipEncryptionContext(taskForceId, id, 'encrypted'),
      );
      return JSON.parse(plain.toString()) as ReportedTip;
    } catch (fault) {
      if (fault instanceof DecryptionFailure) return null;
      throw fault;
    }
  }

  /**
   * Returns the task force's newest key, creating its first one if needed. No key is retired until the transaction
   * ends.
   */
  private async currentKey(tx: EntityManager, taskForceId: string): Promise<TaskForceKey> {
    for (;;) {
      const current: WrappedKey | undefined = (await findActiveKeys(tx, taskForceId, true)).at(-1);
      if (current) return this.keys.open(current);
      const made = await this.keys.create(taskForceId);
      await tx.query(addKey, [made.id, made.wrapped, made.masterKeyId]);
    }
  }
}
