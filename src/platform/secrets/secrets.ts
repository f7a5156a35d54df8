import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Config } from '../config/config.js';
import { ignoreErrors } from '../files/private-file.js';
import { ensureSecretFile, readSecret, parseSecret, secretFileOf } from './secret-files.js';
import { collectSecrets, minBytes, Secret, SecretFault, secretsOf, type Rotation } from './secret.js';

/** Secrets by purpose: the settings of their files, and their file names in the tracker's own folder. */
const kinds = {
  passwordPepper: { key: 'PASSWORD_PEPPER_FILE', before: 'PASSWORD_PEPPER_PREVIOUS_FILE', name: 'password-pepper' },
  factorKey: { key: 'FACTOR_KEY_FILE', before: 'FACTOR_KEY_PREVIOUS_FILE', name: 'factor-key' },
  deconflictionKey: {
    key: 'DECONFLICTION_KEY_FILE',
    before: 'DECONFLICTION_KEY_PREVIOUS_FILE',
    name: 'deconfliction-key',
  },
  vaultMasterKey: { key: 'VAULT_MASTER_KEY_FILE', before: 'VAULT_MASTER_KEY_PREVIOUS_FILE', name: 'vault-master-key' },
} as const;
type Kind = (typeof kinds)[keyof typeof kinds];

export type Purpose = Kind['name'];

/** Settings that name the file of each secret. */
export const secretSettings: Readonly<Record<Purpose, Kind['key']>> = Object.fromEntries(
  Object.values(kinds).map(({ name, key }) => [name, key]),
) as Record<Purpose, Kind['key']>;

/** Settings that name the previous file of each secret, during a replacement. */
export const previousSecretSettings: readonly (readonly [Purpose, Kind['before']])[] = Object.values(kinds).map(
  ({ name, before }) => [name, before],
);

export interface OpenOptions {
  /** Whether a missing secret is created outside production. A restored database needs the ones that it had. */
  readonly mayCreate?: boolean;
}

interface KeyWithCheckValue {
  readonly checkValue: Buffer;
}

/** Secrets of the tracker, read once at the start from files. They are never stored in the database. */
export class Secrets {
  constructor(
    readonly passwordPepper: Rotation,
    readonly factorKey: Rotation,
    readonly deconflictionKey: Rotation,
    /** Key that wraps the vault's keys; null if a key service does. */
    readonly vaultMasterKey: Rotation | null = null,
  ) {
    refuseShared(this);
  }

  /**
   * Opens the configured files. Without a file, production refuses to start; elsewhere a random secret is created in
   * DATA_DIRECTORY/secrets, unless `mayCreate` is false.
   */
  static async open(config: Config, { mayCreate = true }: OpenOptions = {}): Promise<Secrets> {
    const { passwordPepper, factorKey, deconflictionKey } = kinds;
    const files = [passwordPepper, factorKey, deconflictionKey].map((kind) => openRotation(config, kind, mayCreate));
    const [pepper, factors, deconfliction, vault = null] = await collectSecrets<Rotation | null>([
      ...files,
      openVaultKey(config, mayCreate),
    ]);
    if (!pepper || !factors || !deconfliction) throw new Error('A secret was opened without a value');
    return new Secrets(pepper, factors, deconfliction, vault);
  }

  /** Creates random secrets that exist only in memory. */
  static random(): Secrets {
    const made = ({ name }: Kind): Rotation => ({ current: new Secret(name, randomBytes(minBytes)), previous: null });
    return new Secrets(
      made(kinds.passwordPepper),
      made(kinds.factorKey),
      made(kinds.deconflictionKey),
      made(kinds.vaultMasterKey),
    );
  }

  /** Returns the check values of each purpose, the current one first. */
  checkValuesWith(masters: {
    readonly all: readonly KeyWithCheckValue[];
  }): readonly (readonly [Purpose, readonly Buffer[]])[] {
    const valuesOf = (rotation: Rotation): Buffer[] => secretsOf(rotation).map(({ checkValue }) => checkValue);
    return [
      [kinds.passwordPepper.name, valuesOf(this.passwordPepper)],
      [kinds.factorKey.name, valuesOf(this.factorKey)],
      [kinds.deconflictionKey.name, valuesOf(this.deconflictionKey)],
      [kinds.vaultMasterKey.name, masters.all.map(({ checkValue }) => checkValue)],
    ];
  }
}

/** Whether a start would create a secret: outside production, one that no setting gives and that does not exist yet. */
export async function lacksSecrets(config: Config): Promise<boolean> {
  if (config.isProduction) return false;
  const { DATA_DIRECTORY: directory, VAULT_MASTER_KEY: text, VAULT_KMS_MODULE: service } = config;
  const hasVaultKey = text !== undefined || service !== undefined;
  for (const { key, name } of Object.values(kinds)) {
    if (config[key] !== undefined || (name === kinds.vaultMasterKey.name && hasVaultKey)) continue;
    const file = await ignoreErrors(stat(secretFileOf(directory, name)), 'ENOENT', 'ENOTDIR', 'EACCES');
    if (file === undefined) return true;
  }
  return false;
}

async function openRotation(config: Config, { key, before, name }: Kind, mayCreate: boolean): Promise<Rotation> {
  const [file, fileBefore] = [config[key], config[before]];
  if (file === undefined) return openOwnSecret(config, key, name, mayCreate);
  const files = [readSecret(file, `The file that ${key} names`)];
  if (fileBefore !== undefined) files.push(readSecret(fileBefore, `The file that ${before} names`));
  const [current, previous] = (await collectSecrets(files)).map((bytes) => new Secret(name, bytes));
  if (!current) throw new Error('A secret was opened without a value');
  return { current, previous: previous ?? null };
}

async function openVaultKey(config: Config, mayCreate: boolean): Promise<Rotation | null> {
  const { VAULT_MASTER_KEY: text, VAULT_MASTER_KEY_PREVIOUS_FILE: fileBefore, VAULT_KMS_MODULE: service } = config;
  const { before, name } = kinds.vaultMasterKey;
  if (service !== undefined) return null;
  if (text === undefined) return openRotation(config, kinds.vaultMasterKey, mayCreate);
  const current = new Secret(name, parseSecret(text, 'VAULT_MASTER_KEY'));
  if (fileBefore === undefined) return { current, previous: null };
  return { current, previous: new Secret(name, await readSecret(fileBefore, `The file that ${before} names`)) };
}

async function openOwnSecret(config: Config, key: string, name: Purpose, mayCreate: boolean): Promise<Rotation> {
  if (config.isProduction) {
    throw new SecretFault('missing', `${key} is not set. Write 32 random bytes into a file and name it there.`);
  }
  const { DATA_DIRECTORY: directory } = config;
  const file = mayCreate ? await ensureSecretFile(directory, name) : secretFileOf(directory, name);
  const bytes = await readSecret(file, `${name} below DATA_DIRECTORY`);
  return { current: new Secret(name, bytes), previous: null };
}

/** Rejects equal secrets. Each purpose needs its own, and a rotation needs a new one. */
function refuseShared({ passwordPepper, factorKey, deconflictionKey, vaultMasterKey }: Secrets): void {
  const rotations = [passwordPepper, factorKey, deconflictionKey, ...(vaultMasterKey ? [vaultMasterKey] : [])];
  const secrets = rotations.flatMap(secretsOf);
  secrets.forEach((secret, index) => {
    if (!secrets.slice(index + 1).some((other) => other.equals(secret))) return;
    throw new SecretFault('shared', 'Two of the secrets are the same. Give each purpose a file of its own.');
  });
}
