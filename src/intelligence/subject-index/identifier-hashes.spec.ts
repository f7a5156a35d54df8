import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Secret, type Rotation } from '../../platform/secrets/secret.js';
import { Secrets } from '../../platform/secrets/secrets.js';
import { IdentifierHashes } from './identifier-hashes.js';

const { passwordPepper, factorKey } = Secrets.random();
const secret = (): Secret => new Secret('deconfliction-key', randomBytes(32));
const hashesBy = (rotation: Rotation): IdentifierHashes =>
  new IdentifierHashes(new Secrets(passwordPepper, factorKey, rotation));

const owl = { kind: 'handle', normalised: 'owl@example chat' } as const;

describe('the hash of an identifier', () => {
  it('depends on kind and value', () => {
    const hashes = hashesBy({ current: secret(), previous: null });

    expect(hashes.hash(owl)).toEqual(hashes.hash({ ...owl }));
    expect(hashes.hash({ ...owl, kind: 'email' }).hash).not.toEqual(hashes.hash(owl).hash);
    expect(hashes.hash({ ...owl, normalised: 'fox@example chat' }).hash).not.toEqual(hashes.hash(owl).hash);
    expect(hashes.hash(owl).hash).toHaveLength(32);
  });

  it('cannot be computed without the key', () => {
    const [current, other] = [secret(), secret()];
    const { hash } = hashesBy({ current, previous: null }).hash(owl);

    expect(hash).not.toEqual(hashesBy({ current: other, previous: null }).hash(owl).hash);
    for (const text of [owl.normalised, JSON.stringify([owl.kind, owl.normalised])]) {
      expect(hash).not.toEqual(createHash('sha256').update(text).digest());
    }
  });

  it('is accepted with either key during a rotation', () => {
    const [before, present] = [secret(), secret()];
    const old = hashesBy({ current: before, previous: null });
    const both = hashesBy({ current: present, previous: before });

    expect(both.hash(owl)).toMatchObject({ hashBefore: old.hash(owl).hash, keyId: present.id });
    expect(both.hashWithAllKeys(owl)).toEqual([both.hash(owl).hash, old.hash(owl).hash]);
    expect([both.isDueForRenewal(before.id), both.isDueForRenewal(present.id)]).toEqual([true, false]);
  });
});
