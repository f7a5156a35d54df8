import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ContentEncryption } from '../../casework/vault/content-encryption.js';
import { tipContent } from '../../casework/vault/content-keys.js';
import type { ReportedTip } from './formats/reported-tip.js';
import type { TipVersion } from './tip-version.entity.js';

export type EncryptedTip = Pick<TipVersion, 'keyId' | 'wrappedKey' | 'encrypted'>;

/** Encrypts and decrypts the content of tips. */
@Injectable()
export class TipEncryption {
  constructor(private readonly encryption: ContentEncryption) {}

  async encrypt(tx: EntityManager, taskForceId: string, id: string, tip: Buffer): Promise<EncryptedTip> {
    const { keyId, wrappedKey, content } = await this.encryption.encrypt(tx, tipContent, { taskForceId, id }, tip);
    return { keyId, wrappedKey, encrypted: content };
  }

  /** Decrypts a version. Returns null if its content was erased or its key is unavailable. */
  async decrypt(tx: EntityManager, version: TipVersion): Promise<ReportedTip | null> {
    const { id, taskForceId, keyId, wrappedKey, encrypted: content } = version;
    const row = { id, taskForceId, keyId, wrappedKey, content };
    const plain = await this.encryption.decrypt(tx, tipContent, row, true);
    return plain && (JSON.parse(plain.toString()) as ReportedTip);
  }
}
