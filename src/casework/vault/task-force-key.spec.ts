import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { DecryptionFailure, EncryptionKey } from '../../platform/secrets/encrypted-value.js';
import { TaskForceKey } from './task-force-key.js';
import { tokenKinds } from './vault.enums.js';

const bytes = randomBytes(32);
const key = new TaskForceKey('a', 'nebraska', bytes);
const otherTaskForceKey = new TaskForceKey('a', 'iowa', bytes);
const other = new TaskForceKey('b', 'nebraska', randomBytes(32));
const identityKey = EncryptionKey.random();

describe('the key of a task force', () => {
  it('decrypts values in their context only', () => {
    const sealed = key.encrypt('Alex', identityKey, 'child', 'given_name');

    expect(key.decrypt(sealed, identityKey, 'child', 'given_name')).toBe('Alex');
    expect(sealed.includes('Alex')).toBe(false);
    expect(() => key.decrypt(sealed, identityKey, 'child', 'family_name')).toThrow(DecryptionFailure);
    expect(() => key.decrypt(sealed, identityKey, 'another', 'given_name')).toThrow(DecryptionFailure);
    expect(() => otherTaskForceKey.decrypt(sealed, identityKey, 'child', 'given_name')).toThrow(DecryptionFailure);
    expect(() => key.decrypt(sealed, EncryptionKey.random(), 'child', 'given_name')).toThrow(DecryptionFailure);
  });

  it('wraps the key of one identity for that identity only', () => {
    const wrapped = key.wrap(identityKey, 'child');

    expect(key.unwrap(wrapped, 'child').bytes).toEqual(identityKey.bytes);
    expect(wrapped.includes(identityKey.bytes)).toBe(false);
    expect(() => key.unwrap(wrapped, 'another')).toThrow(DecryptionFailure);
    expect(() => otherTaskForceKey.unwrap(wrapped, 'child')).toThrow(DecryptionFailure);
    expect(() => other.unwrap(wrapped, 'child')).toThrow(DecryptionFailure);
  });

  it('produces tokens distinct per key and kind', () => {
    const tokens = [key, other].flatMap((one) =>
      tokenKinds.map((kind) => one.computeToken({ kind, value: 'doe' }).toString('hex')),
    );

    expect(new Set(tokens).size).toBe(tokenKinds.length * 2);
    expect(tokens.every((token) => token.length === 32)).toBe(true);
    expect(key.computeToken({ kind: 'name', value: 'doe' })).toEqual(key.computeToken({ kind: 'name', value: 'doe' }));
  });
});
