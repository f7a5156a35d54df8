import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/ids/ids.js';
import { MasterKeys, type Wrapped } from '../../platform/secrets/master-keys.js';
import type { Place } from '../../platform/secrets/sealed-value.js';
import { TaskForceKey } from './task-force-key.js';

/** A task force's key, wrapped, as the database stores it. */
export interface WrappedKey extends Wrapped {
  readonly id: string;
  readonly taskForceId: string;
}

/** Lifetime of an unwrapped key in memory, in milliseconds. A destroyed key decrypts nothing after it. */
const heldMs = 300_000;

interface Held {
  readonly key: Promise<TaskForceKey>;
  readonly until: number;
}

/** Cache of task force keys, unwrapped by the master key on first use. */
@Injectable()
export class KeyRing {
  private readonly held = new Map<string, Held>();

  constructor(private readonly masters: MasterKeys) {}

  /**
   * Returns the unwrapped key. Rejects with {@link NotOpened} where the master key is absent or the key was altered.
   */
  open(wrapped: WrappedKey): Promise<TaskForceKey> {
    const known = this.held.get(wrapped.id);
    if (known && performance.now() < known.until) return known.key;
    const key = this.masters
      .unwrap(wrapped, placeOf(wrapped))
      .then((bytes) => new TaskForceKey(wrapped.id, wrapped.taskForceId, bytes));
    this.held.set(wrapped.id, { key, until: performance.now() + heldMs });
    key.catch(() => this.held.delete(wrapped.id));
    for (const [id, { until }] of this.held) if (until < performance.now()) this.held.delete(id);
    return key;
  }

  async make(taskForceId: string): Promise<WrappedKey> {
    const place = { id: newId(), taskForceId };
    return { ...place, ...(await this.masters.wrap(randomBytes(32), placeOf(place))) };
  }

  async wrapAnew(wrapped: WrappedKey): Promise<WrappedKey> {
    const bytes = await this.masters.unwrap(wrapped, placeOf(wrapped));
    return { ...wrapped, ...(await this.masters.wrap(bytes, placeOf(wrapped))) };
  }
}

function placeOf({ id, taskForceId }: Pick<WrappedKey, 'id' | 'taskForceId'>): Place {
  return { table: 'vault.keys', column: 'wrapped', row: id, taskForce: taskForceId };
}
