import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/ids/ids.js';
import { MasterKeys, type WrappedValue } from '../../platform/secrets/master-keys.js';
import type { CiphertextLocation } from '../../platform/secrets/encrypted-value.js';
import { TaskForceKey } from './task-force-key.js';

export interface WrappedKey extends WrappedValue {
  readonly id: string;
  readonly taskForceId: string;
}

/** Lifetime of an unwrapped key in memory, in milliseconds. A destroyed key decrypts nothing after it. */
const cacheMs = 300_000;

interface CachedKey {
  readonly key: Promise<TaskForceKey>;
  readonly until: number;
}

/** Cache of task force keys, unwrapped by the master key on first use. */
@Injectable()
export class KeyRing {
  private readonly cache = new Map<string, CachedKey>();

  constructor(private readonly masters: MasterKeys) {}

  /**
   * Returns the unwrapped key. Rejects with {@link DecryptionFailure} where the master key is absent or the key was altered.
   */
  open(wrapped: WrappedKey): Promise<TaskForceKey> {
    const known = this.cache.get(wrapped.id);
    if (known && performance.now() < known.until) return known.key;
    const key = this.masters
      .unwrap(wrapped, encryptionContext(wrapped))
      .then((bytes) => new TaskForceKey(wrapped.id, wrapped.taskForceId, bytes));
    this.cache.set(wrapped.id, { key, until: performance.now() + cacheMs });
    key.catch(() => this.cache.delete(wrapped.id));
    for (const [id, { until }] of this.cache) if (until < performance.now()) this.cache.delete(id);
    return key;
  }

  async create(taskForceId: string): Promise<WrappedKey> {
    const ids = { id: newId(), taskForceId };
    return { ...ids, ...(await this.masters.wrap(randomBytes(32), encryptionContext(ids))) };
  }

  async rewrap(wrapped: WrappedKey): Promise<WrappedKey> {
    const bytes = await this.masters.unwrap(wrapped, encryptionContext(wrapped));
    return { ...wrapped, ...(await this.masters.wrap(bytes, encryptionContext(wrapped))) };
  }
}

function encryptionContext({ id, taskForceId }: Pick<WrappedKey, 'id' | 'taskForceId'>): CiphertextLocation {
  return { table: 'vault.keys', column: 'wrapped', row: id, taskForce: taskForceId };
}
