import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createHash } from 'node:crypto';
import type { Config } from '../config/config.js';
import { Unavailable } from '../http/problems.js';
import {
  decryptWithKey,
  encrypt,
  EncryptionKey,
  DecryptionFailure,
  type CiphertextLocation,
} from './encrypted-value.js';
import { readSecret } from './secret-files.js';
import { Secret, SecretFault, secretsOf } from './secret.js';
import type { Secrets } from './secrets.js';

/** Master key, which wraps other keys. Only wrapped keys are ever stored. */
export interface MasterKey {
  readonly id: string;
  /** Check value with which a database recognizes the key. */
  readonly checkValue: Buffer;
  wrap(key: Buffer, location: CiphertextLocation): Promise<Buffer>;
  unwrap(wrapped: Buffer, location: CiphertextLocation): Promise<Buffer>;
}

export interface WrappedValue {
  readonly wrapped: Buffer;
  readonly masterKeyId: string;
}

/**
 * Exports of an operator's module. The context identifies the row of the key, so that a service can reject a moved key.
 */
interface KeyService {
  readonly keyId: string;
  wrap(key: Uint8Array, context: string): Promise<Uint8Array>;
  unwrap(wrapped: Uint8Array, context: string): Promise<Uint8Array>;
}

const previousFileLabel = 'The file that VAULT_MASTER_KEY_PREVIOUS_FILE names';

/** Current master key of the vault, and the previous ones while keys wrapped with them exist. */
export class MasterKeys {
  constructor(
    readonly current: MasterKey,
    private readonly previous: readonly MasterKey[] = [],
  ) {
    if (this.previous.some(({ id }) => id === this.current.id)) {
      throw new SecretFault(
        'shared',
        'The master key of the vault and the previous one are the same. Set two different keys, or remove the previous one.',
      );
    }
  }

  /**
   * Opens the master keys from the secrets or from key services. A file may replace a service, and a service either of
   * them.
   */
  static async open(config: Config, secrets: Secrets): Promise<MasterKeys> {
    const { VAULT_KMS_MODULE, VAULT_KMS_PREVIOUS_MODULE, VAULT_MASTER_KEY_PREVIOUS_FILE } = config;
    const serviceBefore =
      VAULT_KMS_PREVIOUS_MODULE === undefined ? [] : [await loadService(config, 'VAULT_KMS_PREVIOUS_MODULE')];
    if (VAULT_KMS_MODULE === undefined) {
      const { current, previous: before } = MasterKeys.fromSecrets(secrets);
      return new MasterKeys(current, [...before, ...serviceBefore]);
    }
    const service = await loadService(config, 'VAULT_KMS_MODULE');
    if (VAULT_MASTER_KEY_PREVIOUS_FILE === undefined) return new MasterKeys(service, serviceBefore);
    const previous = await readSecret(VAULT_MASTER_KEY_PREVIOUS_FILE, previousFileLabel);
    return new MasterKeys(service, [localMasterKey(new Secret('vault-master-key', previous)), ...serviceBefore]);
  }

  static fromSecrets({ vaultMasterKey }: Secrets): MasterKeys {
    if (!vaultMasterKey)
      throw new SecretFault(
        'missing',
        'VAULT_MASTER_KEY_FILE is not set. Write 32 random bytes into a file, and name it there.',
      );
    const [current, ...before] = secretsOf(vaultMasterKey).map(localMasterKey);
    if (!current) throw new Error('VAULT_MASTER_KEY_FILE was opened without a current secret');
    return new MasterKeys(current, before);
  }

  get all(): readonly MasterKey[] {
    return [this.current, ...this.previous];
  }

  async wrap(key: Buffer, location: CiphertextLocation): Promise<WrappedValue> {
    return { wrapped: await this.current.wrap(key, location), masterKeyId: this.current.id };
  }

  /** Unwraps a key. Throws DecryptionFailure, also if its master key is missing. */
  async unwrap({ wrapped, masterKeyId }: WrappedValue, location: CiphertextLocation): Promise<Buffer> {
    const master = this.all.find(({ id }) => id === masterKeyId);
    if (!master) throw new DecryptionFailure();
    return master.unwrap(wrapped, location);
  }
}

function localMasterKey(secret: Secret): MasterKey {
  const key = new EncryptionKey(secret.deriveKey('aes-256-gcm'), secret.id);
  return {
    id: secret.id,
    checkValue: secret.checkValue,
    wrap: (plain, location) => Promise.resolve(encrypt(plain, key, location)),
    // The `then` converts a failure to a rejection, as a service returns it.
    unwrap: (wrapped, location) => Promise.resolve().then(() => decryptWithKey(key, wrapped, location)),
  };
}

function serviceMasterKey(service: KeyService): MasterKey {
  const context = ({ table, row, taskForce }: CiphertextLocation): string => [table, row, taskForce ?? ''].join(' ');
  return {
    id: createHash('sha256').update(service.keyId).digest('hex').slice(0, 8),
    // The key stays in the service, so the check value is derived from its name.
    checkValue: createHash('sha256').update(`task-force-tracker key service ${service.keyId}`).digest(),
    wrap: async (plain, location) => Buffer.from(await callService(() => service.wrap(plain, context(location)))),
    unwrap: async (wrapped, location) =>
      Buffer.from(await callService(() => service.unwrap(wrapped, context(location)))),
  };
}

/** Throws 503 for any failure of the service, because its message may quote what it received. */
async function callService(ask: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await ask();
  } catch {
    throw new Unavailable();
  }
}

async function loadService(
  config: Config,
  setting: 'VAULT_KMS_MODULE' | 'VAULT_KMS_PREVIOUS_MODULE',
): Promise<MasterKey> {
  const file = config[setting] ?? '';
  const found: unknown = await import(pathToFileURL(resolve(file)).href).catch(() => null);
  if (isKeyService(found)) return serviceMasterKey(found);
  throw new SecretFault('missing', `The module that ${setting} names does not export keyId, wrap and unwrap.`);
}

function isKeyService(found: unknown): found is KeyService {
  if (typeof found !== 'object' || found === null) return false;
  const { keyId, wrap, unwrap } = found as Record<string, unknown>;
  return typeof keyId === 'string' && keyId !== '' && typeof wrap === 'function' && typeof unwrap === 'function';
}
