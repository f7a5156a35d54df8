import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Config } from '../config/config.js';
import { Secret, SecretFault } from './secret.js';
import { Secrets } from './secrets.js';

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

async function faultOf(environment: Record<string, string>): Promise<Pick<SecretFault, 'kind' | 'message'> | null> {
  try {
    await Secrets.open(Config.from({ NODE_ENV: 'production', ...environment }));
    return null;
  } catch (fault) {
    if (!(fault instanceof SecretFault)) throw fault;
    return { kind: fault.kind, message: fault.message };
  }
}

describe('secrets from files', () => {
  it('are read as they are, with those before them', async () => {
    const [pepper, before, key] = [randomBytes(32), randomBytes(48), randomBytes(32)];
    const secrets = await Secrets.open(
      Config.from({
        NODE_ENV: 'production',
        PASSWORD_PEPPER_FILE: await fileOf(pepper),
        PASSWORD_PEPPER_PREVIOUS_FILE: await fileOf(before),
        FACTOR_KEY_FILE: await fileOf(key),
      }),
    );

    expect(secrets.passwordPepper.current.bytes).toEqual(pepper);
    expect(secrets.passwordPepper.previous?.bytes).toEqual(before);
    expect(secrets.factorKey.current.bytes).toEqual(key);
    expect(secrets.factorKey.previous).toBeNull();
  });

  it('are refused when they are missing, short, placeholders, or one for two purposes', async () => {
    const [one, other] = [await fileOf(randomBytes(32)), await fileOf(randomBytes(32))];
    const short = await fileOf(randomBytes(31));
    const both = { PASSWORD_PEPPER_FILE: one, FACTOR_KEY_FILE: other };

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

  it('may be typed, if there is chance in them', async () => {
    for (const text of [randomBytes(32).toString('hex'), randomBytes(32).toString('base64')]) {
      const files = { PASSWORD_PEPPER_FILE: await fileOf(text), FACTOR_KEY_FILE: await fileOf(randomBytes(32)) };
      expect(await faultOf(files)).toBeNull();
    }
  });
});

describe('secrets of the tracker’s own', () => {
  it('are made once, for their owner alone, whoever starts at the same time', async () => {
    const DATA_DIRECTORY = join(folder, 'data');
    const config = Config.from({ NODE_ENV: 'development', DATA_DIRECTORY });

    const opened = await Promise.all(Array.from({ length: 20 }, () => Secrets.open(config)));

    const [first] = opened;
    expect(first?.passwordPepper.current.id).not.toBe(first?.factorKey.current.id);
    for (const { passwordPepper, factorKey } of opened) {
      expect(passwordPepper.current.bytes).toEqual(first?.passwordPepper.current.bytes);
      expect(factorKey.current.bytes).toEqual(first?.factorKey.current.bytes);
    }
    const kept = join(DATA_DIRECTORY, 'secrets');
    expect((await readdir(kept)).sort()).toEqual(['factor-key', 'password-pepper']);
    expect((await stat(kept)).mode & 0o777).toBe(0o700);
    expect((await stat(join(kept, 'factor-key'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(kept, 'factor-key'))).toEqual(first?.factorKey.current.bytes);
  });
});

describe('a secret', () => {
  const bytes = Buffer.from('0123456789abcdef0123456789abcdef');
  const secret = new Secret('factor-key', bytes);

  it('has a name that the first digits of its SHA-256 are', () => {
    expect(secret.id).toBe('3eb1bd43');
  });

  it('gives each use a key of its own, and so does each purpose', () => {
    const keys = [secret.derived('a'), secret.derived('b'), new Secret('password-pepper', bytes).derived('a')];

    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(3);
    expect(keys.every((key) => key.length === 32)).toBe(true);
    expect(secret.derived('a')).toEqual(keys[0]);
    expect(new Secret('password-pepper', bytes).checkValue).not.toEqual(secret.checkValue);
  });

  it('does not show, however it is printed', () => {
    const printed = `${inspect(secret, { showHidden: true, depth: 9 })} ${JSON.stringify({ secret })}`;

    expect(printed).not.toMatch(/0123456789abcdef|30, ?31|30 31 32/);
  });
});
