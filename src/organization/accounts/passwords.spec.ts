import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hash as argon2 } from '@node-rs/argon2';
import { Config } from '../../platform/config/config.js';
import { Secret, type Rotation } from '../../platform/secrets/secret.js';
import { Secrets } from '../../platform/secrets/secrets.js';
import { Passwords } from './passwords.js';
import { cpuMsOfAsync } from '../../../test/support/cpu-time.js';

const password = 'orchard violin gravel seventy';
const [first, second, third] = [1, 2, 3].map(() => new Secret('password-pepper', randomBytes(32))) as [
  Secret,
  Secret,
  Secret,
];
const { factorKey, deconflictionKey } = Secrets.random();
const createPasswords = (rotation: Rotation, PASSWORD_KDF = 'argon2id'): Passwords =>
  new Passwords(Config.parse({ PASSWORD_KDF }), new Secrets(rotation, factorKey, deconflictionKey));
const passwords = createPasswords({ current: first, previous: null });
const fips = createPasswords({ current: first, previous: null }, 'pbkdf2-sha512');

describe.each([
  ['argon2id', passwords, /^[0-9a-f]{8}\$argon2id\$v=19\$m=65536,t=3,p=1\$/],
  ['pbkdf2-sha512', fips, /^[0-9a-f]{8}\$pbkdf2-sha512\$i=210000\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{86}$/],
] as const)('a password hash by %s', (_, hashing, form) => {
  it('states its parameters, and matches one password only', async () => {
    const stored = await hashing.hash(password);

    expect(stored).toMatch(form);
    expect(stored.startsWith(first.id)).toBe(true);
    expect(await hashing.matches(password, stored)).toBe(true);
    expect(await hashing.matches(`${password}.`, stored)).toBe(false);
    expect(await hashing.hash(password)).not.toBe(stored);
    expect(hashing.isDueForRenewal(stored)).toBe(false);
  });

  it('is the same for equivalent Unicode input', async () => {
    expect(await hashing.matches('caf\u00e9 gravel seventy', await hashing.hash('cafe\u0301 gravel seventy'))).toBe(
      true,
    );
  });
});

describe('the pepper', () => {
  it('is part of the hash, which does not match with another one', async () => {
    const stored = await passwords.hash(password);
    const other = createPasswords({ current: second, previous: null });

    expect(await other.matches(password, stored.replace(first.id, second.id))).toBe(false);
    expect(await passwords.matches(password, stored.slice(8))).toBe(false);
    const byFips = await fips.hash(password);
    expect(await fips.matches(password, byFips.slice(8))).toBe(false);
  });

  it('before the current one is accepted during a rotation, and no other', async () => {
    const stored = await passwords.hash(password);
    const rotating = createPasswords({ current: second, previous: first });
    const rotated = createPasswords({ current: third, previous: second });

    expect(await rotating.matches(password, stored)).toBe(true);
    expect(rotating.isDueForRenewal(stored)).toBe(true);
    expect(rotating.isDueForRenewal(await rotating.hash(password))).toBe(false);
    expect(await rotated.matches(password, stored)).toBe(false);
  });

  it('is not required for a hash from before its introduction', async () => {
    const stored = await argon2(password, { memoryCost: 65_536, timeCost: 3, parallelism: 1 });

    expect(await passwords.matches(password, stored)).toBe(true);
    expect(await passwords.matches('another', stored)).toBe(false);
    expect(passwords.isDueForRenewal(stored)).toBe(true);
  });
});

describe('a stored password hash', () => {
  it('of another scheme or cost matches, and is due for renewal', async () => {
    const [byArgon2, byFips] = [await passwords.hash(password), await fips.hash(password)];
    const cheap = `${first.id}${await argon2(password, { memoryCost: 19_456, timeCost: 2, secret: first.bytes })}`;

    expect(await fips.matches(password, byArgon2)).toBe(true);
    expect(await passwords.matches(password, byFips)).toBe(true);
    expect(await passwords.matches(password, cheap)).toBe(true);
    expect([fips.isDueForRenewal(byArgon2), passwords.isDueForRenewal(byFips)]).toEqual([true, true]);
    expect(passwords.isDueForRenewal(cheap)).toBe(true);
  });

  it.each([
    '',
    '$',
    'plain text',
    '$argon2id$',
    '$argon2id$v=19$m=65536,t=3,p=1$c2hvcnQ$c2hvcnQ',
    '$argon2id$v=19$m=1,t=0,p=0$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g',
    '$argon2i$v=19$m=65536,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g',
    '$2b$12$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234',
    '$pbkdf2-sha512$i=0$c2FsdHNhbHRzYWx0c2FsdA$aGFzaA',
    'zzzzzzzz$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g',
    '\u0000',
  ])('in an unknown format (%#) matches nothing, and throws nothing', async (stored) => {
    expect(await passwords.matches(password, stored)).toBe(false);
    expect(passwords.isDueForRenewal(stored)).toBe(true);
  });

  it.each([
    ['argon2id', passwords],
    ['pbkdf2-sha512', fips],
  ])('that is missing takes as long as an existing one by %s', async (_, hashing) => {
    const stored = await hashing.hash(password);
    const timeOf = (against: string | null): Promise<number> => cpuMsOfAsync(() => hashing.matches('another', against));
    const times = { there: [] as number[], missing: [] as number[] };
    for (let round = 0; round < 5; round += 1) {
      times.there.push(await timeOf(stored));
      times.missing.push(await timeOf(null));
    }

    const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[2] ?? 0;
    expect(await hashing.matches(password, null)).toBe(false);
    // Without a hash the answer takes less than a hundredth. Between the limits and 1 is the room for other load.
    expect(median(times.missing) / median(times.there)).toBeGreaterThan(0.1);
    expect(median(times.missing) / median(times.there)).toBeLessThan(10);
  });
});
