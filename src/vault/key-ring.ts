import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '../platform/http/ids.js';
import { MasterKeys, type Wrapped } from '../platform/secrets/master-keys.js';
import type { Place } from '../platform/secrets/sealed-value.js';
import { TaskForceKey } from './task-force-key.js';

/** A task force's key as it stands in the database. */
export interface WrappedKey extends Wrapped {
  readonly id: string;
  readonly taskForceId: string;
}

/** How long a key is held in memory: one that was destroyed opens nothing for longer. */
const heldMs = 300_000;

interface Held {
  readonly key: Promise<TaskForceKey>;
  readonly until: number;
}

/** Keys of task forces, unwrapped by the master key and held for a while. One that is not known is unwrapped when it is met. */
@Injectable()
export class KeyRing {
  private readonly held = new Map<string, Held>();

  constructor(private readonly masters: MasterKeys) {}

  /** Rejects with NotOpened where the master key is not here or the key was changed. */
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

  /** A new key of a task force, wrapped. */
  async make(taskForceId: string): Promise<WrappedKey> {
    const place = { id: newId(), taskForceId };
    return { ...place, ...(await this.masters.wrap(randomBytes(32), placeOf(place))) };
  }

  /** The same key, wrapped by the present master key. */
  async wrapAnew(wrapped: WrappedKey): Promise<WrappedKey> {
    const bytes = await this.masters.unwrap(wrapped, placeOf(wrapped));
    return { ...wrapped, ...(await this.masters.wrap(bytes, placeOf(wrapped))) };
  }
}

function placeOf({ id, taskForceId }: Pick<WrappedKey, 'id' | 'taskForceId'>): Place {
  return { table: 'vault.keys', column: 'wrapped', row: id, taskForce: taskForceId };
}
