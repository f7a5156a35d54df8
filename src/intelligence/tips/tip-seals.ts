import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { NotOpened, open, seal, SealingKey } from '../../platform/secrets/sealed-value.js';
import { KeyRing, type WrappedKey } from '../../casework/vault/key-ring.js';
import { livingKeysOf } from '../../casework/vault/name-scanner.js';
import type { TaskForceKey } from '../../casework/vault/task-force-key.js';
import { placeOfTip } from '../../casework/vault/wrapped-tips.js';
import type { ReportedTip } from './formats/reported-tip.js';
import type { TipVersion } from './tip-version.entity.js';

export type SealedTip = Pick<TipVersion, 'keyId' | 'wrappedKey' | 'sealed'>;

const addKey = 'SELECT vault.add_key($1, $2, $3)';

/** Encrypts and decrypts the content of tips. Each version has its own key, which the task force's vault key wraps. */
@Injectable()
export class TipSeals {
  constructor(private readonly keys: KeyRing) {}

  async seal(tx: EntityManager, taskForceId: string, id: string, tip: Buffer): Promise<SealedTip> {
    const key = await this.currentKey(tx, taskForceId);
    const own = SealingKey.random();
    const sealed = seal(tip, own, placeOfTip(taskForceId, id, 'sealed'));
    return { keyId: key.id, wrappedKey: key.wrapAt(own, placeOfTip(taskForceId, id, 'wrapped_key')), sealed };
  }

  /** Decrypts a version. Returns null if its content was erased or its key is unavailable. */
  async open(tx: EntityManager, version: TipVersion): Promise<ReportedTip | null> {
    const { id, taskForceId, keyId, wrappedKey, sealed } = version;
    const living = await livingKeysOf(tx, taskForceId, true);
    const wrapped = living.find((one) => one.id === keyId);
    if (!wrapped || !wrappedKey || !sealed) return null;
    try {
      const key = await this.keys.open(wrapped);
      const own = key.unwrapAt(wrappedKey, placeOfTip(taskForceId, id, 'wrapped_key'));
      const plain = open(sealed, (named) => (named === own.id ? own : null), placeOfTip(taskForceId, id, 'sealed'));
      return JSON.parse(plain.toString()) as ReportedTip;
    } catch (fault) {
      if (fault instanceof NotOpened) return null;
      throw fault;
    }
  }

  /**
   * Returns the task force's newest key, creating its first one if needed. No key is retired until the transaction
   * ends.
   */
  private async currentKey(tx: EntityManager, taskForceId: string): Promise<TaskForceKey> {
    for (;;) {
      const current: WrappedKey | undefined = (await livingKeysOf(tx, taskForceId, true)).at(-1);
      if (current) return this.keys.open(current);
      const made = await this.keys.make(taskForceId);
      await tx.query(addKey, [made.id, made.wrapped, made.by]);
    }
  }
}
