import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { FactorCipher } from './factor-cipher.js';
import { DecryptionFailure } from './encrypted-value.js';
import { Secret } from './secret.js';
import { Secrets } from './secrets.js';

const [before, present] = [new Secret('factor-key', randomBytes(32)), new Secret('factor-key', randomBytes(32))];
const { passwordPepper, deconflictionKey } = Secrets.random();
const cipher = new FactorCipher(new Secrets(passwordPepper, { current: present, previous: null }, deconflictionKey));
const place = { table: 'auth.factors', column: 'secret', row: '0190a1b2-0000-7000-8000-000000000001' };
const plain = Buffer.from('JBSWY3DPEHPK3PXP');

describe('an encrypted value', () => {
  it('is decrypted in its context, and differs each time', () => {
    const [one, other] = [cipher.encrypt(plain, place), cipher.encrypt(plain, place)];

    expect(cipher.decrypt(one, place)).toEqual(plain);
    expect(cipher.decrypt(other, place)).toEqual(plain);
    expect(one.equals(other)).toBe(false);
    expect(one.includes(plain)).toBe(false);
    expect(one).toHaveLength(1 + 4 + 12 + 16 + plain.length);
    expect([one[0], one.subarray(1, 5).toString('hex')]).toEqual([1, present.id]);
    expect(cipher.decrypt(cipher.encrypt(Buffer.alloc(0), place), place)).toHaveLength(0);
  });

  it.each([
    ['row', { ...place, row: '0190a1b2-0000-7000-8000-000000000002' }],
    ['column', { ...place, column: 'secret2' }],
    ['table', { ...place, table: 'auth.factor' }],
    ['context with the same concatenation', { ...place, table: 'auth', column: 'factors.secret' }],
  ])('is not decrypted in another %s', (_, elsewhere) => {
    expect(() => cipher.decrypt(cipher.encrypt(plain, place), elsewhere)).toThrow(DecryptionFailure);
  });

  it('is not decrypted with a changed bit, shortened or extended', () => {
    const sealed = cipher.encrypt(plain, place);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => cipher.decrypt(changed, place)).toThrow(DecryptionFailure);
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => cipher.decrypt(sealed.subarray(0, length), place)).toThrow(DecryptionFailure);
    }
    expect(() => cipher.decrypt(Buffer.concat([sealed, Buffer.of(0)]), place)).toThrow(DecryptionFailure);
  });

  it('under the previous key is decrypted, and due for re-encryption', () => {
    const old = new FactorCipher(new Secrets(passwordPepper, { current: before, previous: null }, deconflictionKey));
    const rotating = new FactorCipher(
      new Secrets(passwordPepper, { current: present, previous: before }, deconflictionKey),
    );
    const sealed = old.encrypt(plain, place);

    expect(rotating.decrypt(sealed, place)).toEqual(plain);
    expect(rotating.isDueForRenewal(sealed)).toBe(true);
    expect(rotating.isDueForRenewal(rotating.encrypt(plain, place))).toBe(false);
    expect(() => cipher.decrypt(sealed, place)).toThrow(DecryptionFailure);
  });
});
