import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Config } from '../config/config.js';
import { Unavailable } from '../http/problems.js';
import { MasterKeys } from './master-keys.js';
import { DecryptionFailure } from './encrypted-value.js';
import { Secret, SecretFault } from './secret.js';
import { lacksSecrets, Secrets } from './secrets.js';

let folder: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tracker-secrets-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(bytes: Buffer | string): Promise<string> {
  count += 1;
  const file = join(folder, `secret-${count}`);
  await writeFile(file, bytes);
  return file;
}

const VAULT_MASTER_KEY = randomBytes(32).toString('base64');

async function faultOf(environment: Record<string, string>): Promise<Pick<SecretFault, 'kind' | 'message'> | null> {
  try {
    await Secrets.open(Config.parse({ NODE_ENV: 'production', VAULT_MASTER_KEY, ...environment }));
    return null;
  } catch (fault) {
    if (!(fault instanceof SecretFault)) throw fault;
    return { kind: fault.kind, message: fault.message };
  }
}

describe('secrets from files', () => {
  it('are read unchanged, with the previous ones', async () => {
    const [pepper, before, key] = [randomBytes(32), randomBytes(48), randomBytes(32)];
    const secrets = await Secrets.open(
      Config.parse({
        NODE_ENV: 'production',
        VAULT_MASTER_KEY,
        PASSWORD_PEPPER_FILE: await fileOf(pepper),
        PASSWORD_PEPPER_PREVIOUS_FILE: await fileOf(before),
        FACTOR_KEY_FILE: await fileOf(key),
        DECONFLICTION_KEY_FILE: await fileOf(randomBytes(32)),
      }),
    );

    expect(secrets.passwordPepper.current.bytes).toEqual(pepper);
    expect(secrets.passwordPepper.previous?.bytes).toEqual(before);
    expect(secrets.factorKey.current.bytes).toEqual(key);
    expect(secrets.factorKey.previous).toBeNull();
  });

  it('are rejected when missing, short, placeholders or shared by two purposes', async () => {
    const [one, other] = [await fileOf(randomBytes(32)), await fileOf(randomBytes(32))];
    const short = await fileOf(randomBytes(31));
    const third = await fileOf(randomBytes(32));
    const both = { PASSWORD_PEPPER_FILE: one, FACTOR_KEY_FILE: other, DECONFLICTION_KEY_FILE: third };

    expect(await faultOf(both)).toBeNull();
    expect(await faultOf({ FACTOR_KEY_FILE: one })).toMatchObject({
      kind: 'missing',
      message: expect.stringContaining('PASSWORD_PEPPER_FILE is not set'),
    });
    expect(await faultOf({ ...both, FACTOR_KEY_FILE: join(folder, 'none') })).toMatchObject({ kind: 'missing' });
    expect(await faultOf({ ...both, FACTOR_KEY_FILE: folder })).toMatchObject({ kind: 'missing' });
    expect(await faultOf({ ...both, FACTOR_KEY_FILE: short })).toMatchObject({ kind: 'short' });
    expect(await faultOf({ ...both, FACTOR_KEY_PREVIOUS_FILE: await fileOf('') })).toMatchObject({ kind: 'short' });
    for (const text of ['0'.repeat(64), 'changeme'.repeat(4), 'change-this-before-you-go-live-0123456789']) {
      expect(await faultOf({ ...both, PASSWORD_PEPPER_FILE: await fileOf(text) })).toMatchObject({ kind: 'default' });
    }
    expect(await faultOf({ ...both, FACTOR_KEY_FILE: one })).toMatchObject({ kind: 'shared' });
    expect(await faultOf({ ...both, FACTOR_KEY_PREVIOUS_FILE: one })).toMatchObject({ kind: 'shared' });
  });

  it('may be text, if it is random enough', async () => {
    for (const text of [randomBytes(32).toString('hex'), randomBytes(32).toString('base64')]) {
      const files = {
        PASSWORD_PEPPER_FILE: await fileOf(text),
        FACTOR_KEY_FILE: await fileOf(randomBytes(32)),
        DECONFLICTION_KEY_FILE: await fileOf(randomBytes(32)),
      };
      expect(await faultOf(files)).toBeNull();
    }
  });
});

describe('the master key of the vault', () => {
  const place = { table: 'vault.keys', column: 'wrapped', row: 'a', taskForce: 'b' };
  const others = async (): Promise<Record<string, string>> => ({
    PASSWORD_PEPPER_FILE: await fileOf(randomBytes(32)),
    FACTOR_KEY_FILE: await fileOf(randomBytes(32)),
    DECONFLICTION_KEY_FILE: await fileOf(randomBytes(32)),
  });
  const mastersOf = async (environment: Record<string, string>): Promise<MasterKeys> => {
    const config = Config.parse({ NODE_ENV: 'production', ...environment });
    return MasterKeys.open(config, await Secrets.open(config));
  };

  it('is read from a file or the environment, and one of them is enough', async () => {
    const bytes = randomBytes(32);
    const named = { ...(await others()), VAULT_MASTER_KEY_FILE: await fileOf(bytes) };
    const told = { ...(await others()), VAULT_MASTER_KEY: bytes.toString('base64') };

    const wrapped = await (await mastersOf(named)).wrap(bytes, place);

    expect(await (await mastersOf(told)).unwrap(wrapped, place)).toEqual(bytes);
    expect(wrapped.wrapped.includes(bytes)).toBe(false);
    expect(() => Config.parse({ ...named, VAULT_MASTER_KEY })).toThrow(/set one of the two/);
    expect(await faultOf({ ...(await others()), VAULT_MASTER_KEY: '' })).toMatchObject({ kind: 'missing' });
    expect(await faultOf({ ...(await others()), VAULT_MASTER_KEY: 'A'.repeat(43) })).toMatchObject({ kind: 'default' });
    expect(() => Config.parse({ VAULT_MASTER_KEY: 'too short' })).toThrow(/VAULT_MASTER_KEY/);
  });

  it('unwraps keys of the previous one, and none in another context', async () => {
    const [before, key] = [randomBytes(32), randomBytes(32)];
    const files = { ...(await others()), VAULT_MASTER_KEY: randomBytes(32).toString('base64') };
    const old = await mastersOf({ ...(await others()), VAULT_MASTER_KEY_FILE: await fileOf(before) });
    const present = await mastersOf({ ...files, VAULT_MASTER_KEY_PREVIOUS_FILE: await fileOf(before) });
    const wrapped = await old.wrap(key, place);

    expect(await present.unwrap(wrapped, place)).toEqual(key);
    await expect(present.unwrap(wrapped, { ...place, taskForce: 'c' })).rejects.toThrow(DecryptionFailure);
    await expect((await mastersOf(files)).unwrap(wrapped, place)).rejects.toThrow(DecryptionFailure);
  });

  const serviceOf = async (keyId: string): Promise<string> => {
    const module = join(folder, `${randomBytes(8).toString('hex')}.mjs`);
    await writeFile(
      module,
      `export const keyId = '${keyId}';
       const turned = (bytes, context) => bytes.map((byte, at) => byte ^ (keyId + context).charCodeAt(at % (keyId + context).length));
       export const wrap = async (bytes, context) => turned(bytes, context);
       export const unwrap = async (bytes, context) => {
         if (context.endsWith('away')) throw new Error(String(bytes));
         return turned(bytes, context);
       };`,
    );
    return module;
  };

  it('may be in a key service, which receives the context of each key', async () => {
    const module = await serviceOf('service:key/1');
    const [before, key] = [randomBytes(32), randomBytes(32)];
    const old = await mastersOf({ ...(await others()), VAULT_MASTER_KEY: before.toString('base64') });
    const service = { ...(await others()), VAULT_KMS_MODULE: module };
    const masters = await mastersOf({ ...service, VAULT_MASTER_KEY_PREVIOUS_FILE: await fileOf(before) });

    const wrapped = await masters.wrap(key, place);

    expect(wrapped.wrapped).not.toEqual(key);
    expect(await masters.unwrap(wrapped, place)).toEqual(key);
    expect(await masters.unwrap(wrapped, { ...place, row: 'c' })).not.toEqual(key);
    expect(await masters.unwrap(await old.wrap(key, place), place)).toEqual(key);
    await expect(masters.unwrap(wrapped, { ...place, taskForce: 'away' })).rejects.toThrow(Unavailable);
    await expect(mastersOf({ ...service, VAULT_KMS_MODULE: join(folder, 'none.mjs') })).rejects.toThrow(SecretFault);
  });

  it('moves from a file to a service, to another service and back to a file', async () => {
    const key = randomBytes(32);
    const [file, one, two] = [await fileOf(randomBytes(32)), await serviceOf('key/1'), await serviceOf('key/2')];
    const steps: readonly Record<string, string>[] = [
      { VAULT_MASTER_KEY_FILE: file },
      { VAULT_KMS_MODULE: one, VAULT_MASTER_KEY_PREVIOUS_FILE: file },
      { VAULT_KMS_MODULE: two, VAULT_KMS_PREVIOUS_MODULE: one },
      { VAULT_MASTER_KEY_FILE: file, VAULT_KMS_PREVIOUS_MODULE: two },
      { VAULT_MASTER_KEY: randomBytes(32).toString('base64'), VAULT_MASTER_KEY_PREVIOUS_FILE: file },
    ];
    let wrapped = await (await mastersOf({ ...(await others()), ...steps[0] })).wrap(key, place);

    for (const step of steps.slice(1)) {
      const masters = await mastersOf({ ...(await others()), ...step });
      expect(await masters.unwrap(wrapped, place)).toEqual(key);
      wrapped = await masters.wrap(key, place);
      expect(wrapped.masterKeyId).toBe(masters.current.id);
    }

    const lost = await mastersOf({ ...(await others()), VAULT_KMS_MODULE: one });
    await expect(lost.unwrap(wrapped, place)).rejects.toThrow(DecryptionFailure);
  });

  it('must differ from the previous one, and needs a current one', async () => {
    const [one, again] = [await serviceOf('key/1'), await serviceOf('key/1')];
    const same = mastersOf({ ...(await others()), VAULT_KMS_MODULE: one, VAULT_KMS_PREVIOUS_MODULE: again });

    await expect(same).rejects.toMatchObject({ kind: 'shared' });
    expect(() => Config.parse({ VAULT_KMS_PREVIOUS_MODULE: one })).toThrow(/VAULT_KMS_PREVIOUS_MODULE needs/);
    expect(() => Config.parse({ VAULT_MASTER_KEY_PREVIOUS_FILE: one })).toThrow(/VAULT_MASTER_KEY_PREVIOUS_FILE needs/);
    await expect(
      mastersOf({ ...(await others()), VAULT_MASTER_KEY, VAULT_KMS_PREVIOUS_MODULE: join(folder, 'none.mjs') }),
    ).rejects.toThrow(/VAULT_KMS_PREVIOUS_MODULE/);
  });
});

describe('generated secrets', () => {
  it('are created once, readable by their owner only, by concurrent starts', async () => {
    const DATA_DIRECTORY = join(folder, 'data');
    const config = Config.parse({ NODE_ENV: 'development', DATA_DIRECTORY });

    const opened = await Promise.all(Array.from({ length: 20 }, () => Secrets.open(config)));

    const [first] = opened;
    expect(first?.passwordPepper.current.id).not.toBe(first?.factorKey.current.id);
    for (const { passwordPepper, factorKey } of opened) {
      expect(passwordPepper.current.bytes).toEqual(first?.passwordPepper.current.bytes);
      expect(factorKey.current.bytes).toEqual(first?.factorKey.current.bytes);
    }
    const kept = join(DATA_DIRECTORY, 'secrets');
    expect((await readdir(kept)).sort()).toEqual([
      'deconfliction-key',
      'factor-key',
      'password-pepper',
      'vault-master-key',
    ]);
    expect((await stat(kept)).mode & 0o777).toBe(0o700);
    expect((await stat(join(kept, 'factor-key'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(kept, 'factor-key'))).toEqual(first?.factorKey.current.bytes);
  });
});

describe('a start that lacks secrets', () => {
  const lacking = (environment: Record<string, string>): Promise<boolean> => lacksSecrets(Config.parse(environment));

  it('has one that no setting gives and that does not exist', async () => {
    const DATA_DIRECTORY = join(folder, 'lacking');
    expect(await lacking({ DATA_DIRECTORY, VAULT_MASTER_KEY })).toBe(true);
    await Secrets.open(Config.parse({ DATA_DIRECTORY, VAULT_MASTER_KEY }));

    expect(await lacking({ DATA_DIRECTORY, VAULT_MASTER_KEY })).toBe(false);
    expect(await lacking({ DATA_DIRECTORY })).toBe(true);
    await rm(join(DATA_DIRECTORY, 'secrets', 'factor-key'));
    expect(await lacking({ DATA_DIRECTORY, VAULT_MASTER_KEY })).toBe(true);
    const FACTOR_KEY_FILE = await fileOf(randomBytes(32));
    expect(await lacking({ DATA_DIRECTORY, VAULT_MASTER_KEY, FACTOR_KEY_FILE })).toBe(false);
  });

  it('is none in production, which creates no secret', async () => {
    expect(await lacking({ NODE_ENV: 'production', DATA_DIRECTORY: join(folder, 'none') })).toBe(false);
  });
});

describe('a secret', () => {
  const bytes = Buffer.from('0123456789abcdef0123456789abcdef');
  const secret = new Secret('factor-key', bytes);

  it('has the first digits of its SHA-256 as id', () => {
    expect(secret.id).toBe('3eb1bd43');
  });

  it('derives a distinct key per use and purpose', () => {
    const keys = [secret.deriveKey('a'), secret.deriveKey('b'), new Secret('password-pepper', bytes).deriveKey('a')];

    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(3);
    expect(keys.every((key) => key.length === 32)).toBe(true);
    expect(secret.deriveKey('a')).toEqual(keys[0]);
    expect(new Secret('password-pepper', bytes).checkValue).not.toEqual(secret.checkValue);
  });

  it('is hidden in any printed form', () => {
    const printed = `${inspect(secret, { showHidden: true, depth: 9 })} ${JSON.stringify({ secret })}`;

    expect(printed).not.toMatch(/0123456789abcdef|30, ?31|30 31 32/);
  });
});
