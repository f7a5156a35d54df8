import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DecryptionFailure, decryptWithKey, encrypt, EncryptionKey } from '../../platform/secrets/encrypted-value.js';
import { contentContext, type ContentTable } from './content-keys.js';
import { KeyRing, type WrappedKey } from './key-ring.js';
import { findActiveKeys } from './name-scanner.js';
import type { TaskForceKey } from './task-force-key.js';

export interface ContentRow {
  readonly id: string;
  readonly taskForceId: string;
}

/** Encrypted content of a row, with its own key, which the task force's vault key wraps. */
export interface EncryptedContent {
  readonly keyId: string;
  readonly wrappedKey: Buffer | null;
  readonly content: Buffer | null;
}

const addKey = 'SELECT vault.add_key($1, $2, $3)';

/**
 * Encrypts and decrypts content outside the vault, such as tips and drafts. Each content has a key of its own, which
 * the task force's vault key wraps.
 */
@Injectable()
export class ContentEncryption {
  constructor(private readonly keys: KeyRing) {}

  async encrypt(
    tx: EntityManager,
    table: ContentTable,
    row: ContentRow,
    content: Buffer,
  ): Promise<{ readonly keyId: string; readonly wrappedKey: Buffer; readonly content: Buffer }> {
    const key = await this.currentKey(tx, row.taskForceId);
    const own = EncryptionKey.random();
    return {
      keyId: key.id,
      wrappedKey: key.wrapContentKey(own, contentContext(table, row, 'key')),
      content: encrypt(content, own, contentContext(table, row, 'content')),
    };
  }

  /**
   * Decrypts content. Returns null if it was erased or its key is unavailable. With `areLocked`, no key is retired
   * until the transaction ends; a read-only transaction cannot lock.
   */
  async decrypt(
    tx: EntityManager,
    table: ContentTable,
    row: ContentRow & EncryptedContent,
    areLocked: boolean,
  ): Promise<Buffer | null> {
    const active = await findActiveKeys(tx, row.taskForceId, areLocked);
    const wrapped = active.find(({ id }) => id === row.keyId);
    if (!wrapped || !row.wrappedKey || !row.content) return null;
    try {
      const key = await this.keys.open(wrapped);
      const own = key.unwrapContentKey(row.wrappedKey, contentContext(table, row, 'key'));
      return decryptWithKey(own, row.content, contentContext(table, row, 'content'));
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
