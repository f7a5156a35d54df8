import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { NotOpened, SealingKey } from '../../platform/secrets/sealed-value.js';
import { TaskForceKey } from './task-force-key.js';
import { tokenKinds } from './vault.words.js';

const bytes = randomBytes(32);
const key = new TaskForceKey('a', 'nebraska', bytes);
const elsewhere = new TaskForceKey('a', 'iowa', bytes);
const other = new TaskForceKey('b', 'nebraska', randomBytes(32));
const own = SealingKey.random();

describe('the key of a task force', () => {
  it('decrypts values in their context only', () => {
    const sealed = key.seal('Alex', own, 'child', 'given_name');

    expect(key.open(sealed, own, 'child', 'given_name')).toBe('Alex');
    expect(sealed.includes('Alex')).toBe(false);
    expect(() => key.open(sealed, own, 'child', 'family_name')).toThrow(NotOpened);
    expect(() => key.open(sealed, own, 'another', 'given_name')).toThrow(NotOpened);
    expect(() => elsewhere.open(sealed, own, 'child', 'given_name')).toThrow(NotOpened);
    expect(() => key.open(sealed, SealingKey.random(), 'child', 'given_name')).toThrow(NotOpened);
  });

  it('wraps the key of one identity for that identity only', () => {
    const wrapped = key.wrap(own, 'child');

    expect(key.unwrap(wrapped, 'child').bytes).toEqual(own.bytes);
    expect(wrapped.includes(own.bytes)).toBe(false);
    expect(() => key.unwrap(wrapped, 'another')).toThrow(NotOpened);
    expect(() => elsewhere.unwrap(wrapped, 'child')).toThrow(NotOpened);
    expect(() => other.unwrap(wrapped, 'child')).toThrow(NotOpened);
  });

  it('produces tokens distinct per key and kind', () => {
    const tokens = [key, other].flatMap((one) =>
      tokenKinds.map((kind) => one.token({ kind, value: 'doe' }).toString('hex')),
    );

    expect(new Set(tokens).size).toBe(tokenKinds.length * 2);
    expect(tokens.every((token) => token.length === 32)).toBe(true);
    expect(key.token({ kind: 'name', value: 'doe' })).toEqual(key.token({ kind: 'name', value: 'doe' }));
  });
});
